import { describe, expect, it } from "vitest";
import { readFormat } from "../../../ingest/read/read-format.js";
import { Scanned } from "../../../ingest/read/unreadable.js";
import { contentByEId } from "../../support/formats/eids.js";
import { setLines } from "../../support/formats/lines.js";
import { makePdf, type MadePage, type PlacedText } from "../../support/formats/make-pdf.js";

const SIZE = 12;
const TOP = 740;
const STEP = 20;

/** Paragraphs set in a column of so many characters from `x` on, from the top of the page downwards. */
function column(paragraphs: readonly string[], characters: number, x = 90, top = TOP): PlacedText[] {
  return setLines(paragraphs, characters).map(({ text, indent }, i) => ({ text, x: x + indent * SIZE, y: top - i * STEP }));
}

async function read(pages: readonly MadePage[]): Promise<{ text: string; lines: string[]; notes: string[] }> {
  const { text, notes } = await readFormat(makePdf(pages), "source.pdf");
  return { text, lines: text.trimEnd().split("\n"), notes: notes.map((note) => note.text) };
}

const LONG = "为培育先进制造业集群，推动制造业高质量发展，根据国家有关规定，结合本省实际，制定本办法，各市州应当遵照执行，并及时报告执行中遇到的问题。";

describe("a PDF whose font is not embedded and encoded in GBK", () => {
  it("has the tree of its text: wrapped lines joined, articles and items found", async () => {
    const paragraphs = [`第一条 ${LONG}`, "第二条 申报应当满足以下条件：", `（一）主导产业突出。${LONG}`, "（二）申报材料真实。"];
    const title = { text: "试点集群管理办法", x: 240, y: 780, size: 18 };
    const { text } = await read([{ texts: [title, ...column(paragraphs, 34)] }]);
    expect(contentByEId(text)).toEqual({
      title: "试点集群管理办法",
      art_1: paragraphs[0],
      art_2: paragraphs.slice(1).join("\n"),
      art_2__intro: paragraphs[1],
      art_2__item_1: paragraphs[2],
      art_2__item_2: paragraphs[3],
    });
  });

  it("goes on over pages, without running heads and page numbers", async () => {
    const [first, second] = [`第一条 ${LONG}`, `第二条 ${LONG}${LONG}`];
    const lines = column([first, second], 34);
    const pages = [lines.slice(0, 4), lines.slice(4)].map((texts, i) => ({
      texts: [{ text: "某省工业和信息化厅文件", x: 230, y: 800 }, ...texts.map((line, at) => ({ ...line, y: TOP - at * STEP })), { text: `— ${i + 1} —`, x: 280, y: 40 }],
    }));
    const { lines: read2, notes } = await read(pages);
    expect(read2).toEqual([first, second]);
    expect(notes.join()).toContain("页眉、页脚和页码没有收录：「某省工业和信息化厅文件；页码」");
  });

  it("reads two columns one after the other, and what runs across them where it stands", async () => {
    const left = ["第一条 " + LONG, "第二条 " + LONG];
    const right = ["第三条 " + LONG, "第四条 " + LONG];
    const { lines, notes } = await read([{ texts: [{ text: "试点集群管理办法", x: 200, y: 780, size: 18 }, ...column(left, 17, 60), ...column(right, 17, 310)] }]);
    expect(lines).toEqual(["试点集群管理办法", ...left, ...right]);
    expect(notes).toContain("1 页分栏，按先左后右读出");
  });

  it("joins a Latin word that a hyphen parted, and keeps words apart", async () => {
    const filled = "中小企业数字化转型应当采用成熟可靠的工业软件和平台";
    const { lines } = await read([{ texts: [{ text: `${filled}industrial inter-`, x: 90, y: 700 }, { text: "net platform", x: 90, y: 680 }] }]);
    expect(lines).toEqual([`${filled}industrial internet platform`]);
  });

  it("reads a ruled table row by row", async () => {
    const [xs, ys] = [[90, 200, 320, 450], [640, 610, 580]];
    const rules = [...ys.map((y) => [90, y, 450, y] as const), ...xs.map((x) => [x, 640, x, 580] as const)];
    const cells = [["年度", "对象", "金额"], ["2024年", "龙头企业", "100万元"]].flatMap((row, i) => row.map((text, k) => ({ text, x: xs[k]! + 6, y: ys[i]! - 20 })));
    const { lines, text } = await read([{ texts: [{ text: "一、补助标准", x: 114, y: 700 }, ...cells, { text: "二、其他", x: 114, y: 540 }], rules }]);
    expect(lines).toEqual(["一、补助标准", "年度 ｜ 对象 ｜ 金额", "2024年 ｜ 龙头企业 ｜ 100万元", "二、其他"]);
    expect(contentByEId(text)).toMatchObject({ sec_1__table_1__row_2: "2024年 ｜ 龙头企业 ｜ 100万元" });
  });

  it("tells a scan, and pages that are scanned beside others that are not", async () => {
    await expect(read([{ texts: [] }, { texts: [] }])).rejects.toBeInstanceOf(Scanned);
    const { notes } = await read([{ texts: column([LONG], 34) }, { texts: [] }]);
    expect(notes).toContain("第 2 页是扫描图片，没有读出文字");
  });
});

describe("a PDF that cannot be read", () => {
  it.each([
    ["cut off", makePdf([{ texts: column([LONG], 34) }]).subarray(0, 300), /文件末尾缺失/],
    ["damaged", Buffer.concat([makePdf([{ texts: [] }]).subarray(0, 300), Buffer.from("%%EOF")]), /不完整或已损坏/],
    ["encrypted", makePdf([{ texts: [] }], `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> >> /ID [<00> <00>]`), /加了密码/],
  ])("%s is refused with the reason", async (_what, bytes, reason) => {
    await expect(readFormat(bytes, "source.pdf")).rejects.toThrow(reason);
  });
});
