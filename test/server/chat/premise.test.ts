import { describe, expect, it } from "vitest";
import { askReal } from "../../support/ask.js";

const firstLine = async (question: string): Promise<string> => (await askReal(question)).answer.split("\n")[0]!;

describe("what a question takes for granted and the documents do not say", () => {
  it.each([
    ["贵州办法规定每五年复核一次对吧", "没有找到“五年”", "每三年复核一次"],
    ["既然贵州每五年复核一次，那复核重点是什么", "没有找到“五年”", "每三年复核一次"],
    ["第六条要求产值300亿以上吗", "没有找到“300亿”", "第六条 申报省先进制造业集群应同时满足以下基本条件"],
    ["江苏按35%的比例支持集群是真的吗", "没有找到“35%”", "按10%的比例"],
    ["管理办法规定公示15个工作日，对吗", "没有找到“15个工作日”", "公示5个工作日"],
  ])("%s", async (question, said, quoted) => {
    const { answer, outcome } = await askReal(question);
    expect(outcome).toBe("answered");
    expect(answer.split("\n")[0]).toContain(said);
    expect(answer).toContain(quoted);
  });

  it.each(["贵州办法规定每三年复核一次对吧", "黔东南的一个旅游集群能申报吗", "公示是5个工作日吗", "江苏到2025年要达到11.5万亿元对吗", "管理办法第六条要求同时满足吗"])("says nothing of it where they do: %s", async (question) => {
    expect(await firstLine(question)).not.toContain("没有找到");
  });

  it("a draft taken for a rule in force is named one first", async () => {
    expect(await firstLine("按已经生效的管理办法，多久复核一次")).toContain("征求意见稿，尚未正式施行");
    expect(await firstLine("按管理办法，多久复核一次")).not.toContain("尚未正式施行");
  });

  it("one enterprise learns who applies and how it takes part", async () => {
    for (const [question, told] of [
      ["单个企业能不能申报省先进制造业集群", "申报主体是产业集群发展促进组织，不是单个企业"],
      // It speaks of itself: a self-assessment.
      ["我们厂想自己申报贵州的集群，可以吗", "申报主体是产业集群发展促进组织。单个企业不是申报主体"],
    ] as const) {
      const { answer, citations } = await askReal(question);
      expect(answer.split("\n")[0]).toContain(told);
      expect(citations.slice(0, 2).map(({ provisionId }) => provisionId)).toEqual(["gz-measures#art_4__para_1", "gz-measures#art_4__para_2"]);
    }
  });
});
