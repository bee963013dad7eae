import { describe, expect, it } from "vitest";
import { outlineText } from "../../../../server/chat/about/outline.js";
import { standingText } from "../../../../server/chat/about/standing.js";
import { askReal } from "../../../support/ask.js";
import { documentOf } from "../../../support/documents.js";

describe("a question about the documents themselves", () => {
  it("which there are: every title, each with its standing", async () => {
    const { answer, citations } = await askReal("你们收录了哪些文件");
    expect(citations.map(({ documentId }) => documentId).sort()).toEqual(["gz-measures", "gz-opinion", "js-opinion", "sd-plan"]);
    expect(answer).toMatch(/贵州，征求意见稿：贵州省先进制造业集群培育管理办法\[\d\]/);
    expect(answer).toContain("背景材料，不是政策文件");
  });

  it("of one province only, where it is named", async () => {
    const { citations } = await askReal("贵州有哪些集群文件");
    expect([...new Set(citations.map(({ region }) => region))]).toEqual(["贵州"]);
  });

  it.each([
    ["管理办法有几章几条", "共6章19条", ["第六章 附 则", "第十九条 本办法自公布之日起实施。"]],
    ["江苏的指导意见一共多少条", "共4个部分，没有分条", ["四、推进机制"]],
  ])("how it is parted: %s", async (question, said, quotes) => {
    const { answer, citations } = await askReal(question);
    expect(answer.split("\n")[0]).toContain(said);
    expect(citations.map(({ quote }) => quote)).toEqual(expect.arrayContaining(quotes));
  });

  it.each([
    ["管理办法现在能用吗", "尚未正式施行", "（征求意见稿）"],
    ["贵州的管理办法生效了吗", "尚未正式施行", "第十九条 本办法自公布之日起实施。"],
    ["江苏的指导意见还有效吗", "没有收录废止", "（苏政发〔2018〕86号）"],
  ])("whether it holds, first thing: %s", async (question, said, quote) => {
    const { answer, citations } = await askReal(question);
    expect(answer.split("\n")[0]).toContain(said);
    expect(citations.map((citation) => citation.quote)).toContain(quote);
  });

  it.each([
    ["江苏指导意见的文号是多少", "苏政发〔2018〕86号", "（苏政发〔2018〕86号）"],
    ["江苏意见哪年印发的", "2018年6月25日", "2018年6月25日"],
    ["山东方案是谁发的", "山东省工业和信息化厅", expect.stringContaining("我厅制定了") as string],
  ])("by its imprint: %s", async (question, said, quote) => {
    const { answer, citations } = await askReal(question);
    expect(answer.split("\n")[0]).toContain(said);
    expect(citations.map((citation) => citation.quote)).toEqual(expect.arrayContaining([quote]));
  });

  it("is refused where the text does not give it: 管理办法的文号", async () => {
    expect(await askReal("管理办法的文号是多少")).toMatchObject({ outcome: "refused", answer: expect.stringContaining("文号") as string });
  });

  it.each(["管理办法里申报条件有几条", "集群名单什么时候公布", "管理办法规定什么时候报送培育建设情况", "山东方案实施后对促进组织有什么支持", "江苏意见提出的措施有哪些"])(
    "is not meant by %s",
    async (question) => {
      expect((await askReal(question)).answer).not.toMatch(/^《[^》]*》(共\d|的(文号|印发日期|施行日期)|是征求意见稿)/);
    },
  );
});

describe("what is told of a document", () => {
  const text = "某办法\n第一章 总则\n第一条 一。\n第二条 二。\n第二章 附则\n第三条 三。";

  it("counts its parts", () => {
    expect(outlineText(documentOf({ id: "a", title: "某办法" }, text))).toBe("《某办法》共2章3条。");
    expect(outlineText(documentOf({ id: "b", title: "某文" }, "一段话。"))).toBe("《某文》没有分章分条。");
  });

  it("never calls a draft, an ended or a replaced text valid", () => {
    const told = (given: object): string => standingText(documentOf({ id: "a", title: "某办法", ...given }, text), "2026-01-15");
    expect(told({ status: "draft" })).toContain("尚未正式施行");
    expect(told({ status: "expired", expired: "2025-01-01" })).toContain("已失效");
    expect(told({ status: "superseded" })).toContain("被新文件取代");
    expect(told({ period: { from: "2021-01-01", to: "2025-12-31" } })).toContain("已经届满");
    expect(told({ effective: "2026-03-01" })).toContain("尚未生效");
    expect(told({})).toContain("按印发时的效力收录");
  });
});
