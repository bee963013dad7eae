import { describe, expect, it } from "vitest";
import { askReal } from "../../support/ask.js";

describe("an answer that covers only part of what was asked", () => {
  it("says which number is not there, and still quotes the others", async () => {
    const answer = await askReal("管理办法第六条和第九十九条");
    expect(answer.outcome).toBe("answered");
    expect(answer.citations.map((citation) => citation.provisionId)).toEqual(["gz-measures#art_6"]);
    expect(answer.answer).toContain("没有找到“第九十九条”");
  });

  it("says where a range runs beyond the document", async () => {
    const answer = await askReal("办法第十八条至第三十条");
    expect(answer.citations.map((citation) => citation.label)).toEqual(["第十八条", "第十九条"]);
    expect(answer.answer).toContain("没有找到“第二十条至第三十条”");
  });

  it("says that a province has no documents here when the text merely speaks of it", async () => {
    const answer = await askReal("上海的科创中心政策怎么规定");
    expect(answer.outcome === "refused" || answer.answer.includes("没有收录上海的文件")).toBe(true);
  });
});

it("a question of two of which the region writes of one is answered for that one, and told where the other stands", async () => {
  const answer = await askReal("江苏由谁统筹集群培育，复核是几年一次");
  expect(answer.outcome).toBe("answered");
  expect(answer.answer).toContain("江苏的文件没有写到“复核”，写到的是贵州的文件。");
});

describe("a reference", () => {
  it("quotes a provision once however often it is named, and not again inside a larger one", async () => {
    const answer = await askReal("办法第五条、第五条第三项、第五条");
    expect(answer.citations.map((citation) => citation.provisionId)).toEqual(["gz-measures#art_5"]);
  });

  it("is never more than twenty provisions long, and says so", async () => {
    const answer = await askReal(`山东方案${Array.from({ length: 20 }, (_, i) => `二（一）${i + 1}`).join("、")}、二（二）1、二（二）2`);
    expect(answer.citations).toHaveLength(20);
    expect(answer.answer).toContain("其余请在原文查看");
  });

  it("that names no article is asked back for, and is completed from the turn before", async () => {
    const alone = await askReal("第三项说了什么");
    expect(alone.outcome).toBe("needs_clarification");
    expect(alone.answer).toContain("哪一条");
    const after = await askReal("管理办法第六条", "第三项呢");
    expect(after.citations.map((citation) => citation.provisionId)).toEqual(["gz-measures#art_6__item_3"]);
  });
});

describe("what the documents cannot hold", () => {
  it.each([
    ["贵州的集群目前获批了几个", "后续情况"],
    ["贵州大数据集群2019年规模是多少亿元", "2019年"],
    ["qwertyuiop", "没有涉及"],
  ])("%s is refused, saying why", async (question, why) => {
    const answer = await askReal(question);
    expect(answer.outcome).toBe("refused");
    expect(answer.answer).toContain(why);
    expect(answer.citations).toEqual([]);
  });
});
