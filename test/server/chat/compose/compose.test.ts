import { describe, expect, it } from "vitest";
import { compose } from "../../../../server/chat/compose.js";
import { NO_PROVISION } from "../../../../server/chat/compose/comparison.js";
import { writeOut } from "../../../../server/chat/compose/piece.js";
import { wholeSpan, type CitedSpan } from "../../../../server/chat/citations.js";
import type { Block, Form } from "../../../../server/chat/chosen.js";
import type { PolicyDocument } from "../../../../ingest/model.js";
import { askReal } from "../../../support/ask.js";
import { documentOf } from "../../../support/documents.js";

const GUIDE = documentOf(
  { id: "guide", title: "甲意见", docNumber: "甲发〔2020〕1号", kind: "opinion" },
  ["甲意见", "二、培育重点", "（一）生态食品集群", "到2025年做大规模。", "——农产品加工。发展辣椒酱。", "——饮料。发展茶。"].join("\n"),
);
const RULES = documentOf({ id: "rules", title: "乙办法", region: "江苏", status: "draft" }, ["乙办法", "第一条 每三年复核。", "第二条 公示。"].join("\n"));

const spanAt = (document: PolicyDocument, eId: string): CitedSpan => wholeSpan(document, document.provisions.find((provision) => provision.eId === eId)!);
const block = (form: Form, ...provisions: CitedSpan[]): Block => ({ asked: "问", scope: "全部文件", form, provisions: provisions.map((span) => [span]) });

function written(blocks: Block[], scopes = ["全部文件"], aspects: string[] = []): string {
  const { pieces, tail } = compose({ blocks, scopes }, aspects);
  return writeOut(pieces, tail);
}

describe("an answer in the form its question asks for", () => {
  it("names the document once, and a paragraph's cluster with it", () => {
    const text = written([block("provisions", spanAt(GUIDE, "sec_2__subsec_1__dash_1"), spanAt(GUIDE, "sec_2__subsec_1__dash_2"), spanAt(RULES, "art_1"))]);
    expect(text.split("\n\n")).toEqual([
      "《甲意见》（甲发〔2020〕1号）二（一）“农产品加工”（生态食品集群）提出：——农产品加工。发展辣椒酱。[1]",
      "二（一）“饮料”（生态食品集群）：——饮料。发展茶。[2]",
      "《乙办法》拟规定：第一条 每三年复核。[3]",
    ]);
  });

  it("says a heading that the label holds once, where the quote begins behind it", () => {
    const dash = spanAt(GUIDE, "sec_2__subsec_1__dash_1");
    const text = written([block("provisions", { ...dash, start: dash.end - "发展辣椒酱。".length })]);
    expect(text).toBe("《甲意见》（甲发〔2020〕1号）二（一）“农产品加工”（生态食品集群）提出：发展辣椒酱。[1]");
  });

  it("gives a list an item a line", () => {
    expect(written([block("list", spanAt(RULES, "art_1"), spanAt(RULES, "art_2"))])).toBe("《乙办法》拟规定：第一条 每三年复核。[1]\n第二条 公示。[2]");
  });

  it("gives a lookup with the headings that it stands under", () => {
    expect(written([block("lookup", spanAt(GUIDE, "sec_2__subsec_1__dash_2"))])).toBe(
      "《甲意见》（甲发〔2020〕1号）（二、培育重点，（一）生态食品集群）二（一）“饮料”：——饮料。发展茶。[1]",
    );
  });

  it("sets regions side by side, and says where one has nothing", () => {
    const cell = (scope: string, asked: string, ...spans: CitedSpan[]): Block => ({ ...block("provisions", ...spans), scope, asked });
    const blocks = [cell("贵州", "食品", spanAt(GUIDE, "sec_2__subsec_1__dash_1")), cell("江苏", "食品"), cell("贵州", "复核"), cell("江苏", "复核", spanAt(RULES, "art_1"), spanAt(RULES, "art_2"))];
    expect(written(blocks, ["贵州", "江苏"]).split("\n")).toEqual([
      "| 比较 | 贵州 | 江苏 |",
      "| --- | --- | --- |",
      `| 食品 | 《甲意见》（甲发〔2020〕1号）二（一）“农产品加工”（生态食品集群）提出：——农产品加工。发展辣椒酱。[1] | ${NO_PROVISION} |`,
      `| 复核 | ${NO_PROVISION} | 《乙办法》拟规定：第一条 每三年复核。[2]<br>第二条 公示。[3] |`,
    ]);
  });

  it("names no row by a figure of the question", () => {
    const blocks = [{ ...block("provisions", spanAt(RULES, "art_1")), scope: "江苏" }];
    expect(written(blocks, ["贵州", "江苏"], ["每三年复核"])).toContain("| 所问内容 |");
  });
});

describe("real answers", () => {
  it("give a procedure's steps in order, with who does them", async () => {
    const { citations } = await askReal("贵州集群怎么申报，流程是什么");
    expect(citations.map(({ provisionId }) => provisionId)).toEqual([7, 8, 9, 10, 11].map((n) => `gz-measures#art_${n}`));
  });

  it("answer both questions of one sentence", async () => {
    const { answer } = await askReal("贵州管理办法由谁负责解释、自何时起实施");
    expect(answer).toContain("由贵州省工业和信息化厅负责解释");
    expect(answer).toContain("自公布之日起实施");
  });

  it("cite no more than six provisions beside lists and comparisons", async () => {
    for (const question of ["资金怎么给，谁来管，多久复核一次", "数字化转型有什么要求", "江苏怎么支持企业，人才怎么引进"]) {
      expect((await askReal(question)).citations.length, question).toBeLessThanOrEqual(6);
    }
  });
});
