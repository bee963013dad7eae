import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { readFormat } from "../../../ingest/read/read-format.js";
import { contentByEId } from "../../support/formats/eids.js";
import { setLines } from "../../support/formats/lines.js";
import { makeOfd, type OfdText } from "../../support/formats/make-ofd.js";

const LONG = "为培育先进制造业集群，推动制造业高质量发展，根据国家有关规定，结合本省实际，制定本办法，各市州应当遵照执行。";
const PARAGRAPHS = [`第一条 ${LONG}`, "第二条 申报应当满足以下条件：", `（一）主导产业突出。${LONG}`, "（二）申报材料真实。"];

function placed(paragraphs: readonly string[]): OfdText[] {
  return setLines(paragraphs, 30).map(({ text, indent }, i) => ({ text, x: 30 + indent * 5, y: 50 + i * 9 }));
}

describe("an OFD document", () => {
  it("has the tree of its text, over pages, without page numbers", async () => {
    const lines = placed(PARAGRAPHS);
    const pages = [lines.slice(0, 3), lines.slice(3)].map((texts, i) => [...texts.map((line, at) => ({ ...line, y: 50 + at * 9 })), { text: `-${i + 1}-`, x: 100, y: 285 }]);
    const { text, notes } = await readFormat(makeOfd(pages), "source.ofd");
    expect(contentByEId(text)).toEqual({
      art_1: PARAGRAPHS[0],
      art_2: PARAGRAPHS.slice(1).join("\n"),
      art_2__intro: PARAGRAPHS[1],
      art_2__item_1: PARAGRAPHS[2],
      art_2__item_2: PARAGRAPHS[3],
    });
    expect(notes.map((note) => note.text).join()).toContain("页码");
  });

  it("is refused where it is encrypted, has only images, or lacks a page", async () => {
    await expect(readFormat(makeOfd([placed(PARAGRAPHS)], { "Doc_0/Encryptions.xml": strToU8("<a/>") }), "a.ofd")).rejects.toThrow(/加了密/);
    const image = strToU8('<ofd:Page xmlns:ofd="o"><ofd:Content><ofd:Layer><ofd:ImageObject/></ofd:Layer></ofd:Content></ofd:Page>');
    await expect(readFormat(makeOfd([[]], { "Doc_0/Pages/Page_0/Content.xml": image }), "a.ofd")).rejects.toThrow(/只有图片/);
    const missing = strToU8('<ofd:Document xmlns:ofd="o"><ofd:Pages><ofd:Page BaseLoc="../../../etc/passwd"/></ofd:Pages></ofd:Document>');
    await expect(readFormat(makeOfd([[]], { "Doc_0/Document.xml": missing }), "a.ofd")).rejects.toThrow("OFD 文件不完整，缺少 etc/passwd");
  });
});
