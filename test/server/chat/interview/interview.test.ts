import { describe, expect, it } from "vitest";
import { askReal } from "../../../support/ask.js";

const begin = "我们是贵阳智能终端集群的促进中心，法人，龙头企业和研究院发起，够不够条件申报？";

describe("a self-assessment in the chat", () => {
  it("tells an enterprise at once who applies and how it takes part", async () => {
    const { answer, citations, eligibility, notices } = await askReal("我们公司在遵义做变压器，能不能申报先进制造业集群？");
    expect(eligibility).toMatchObject({ ruleSetId: "gz-measures", verdict: "not_eligible", missing: [] });
    expect(answer.startsWith("申报主体是产业集群发展促进组织。单个企业不是申报主体")).toBe(true);
    expect(citations.map(({ provisionId }) => provisionId)).toEqual(expect.arrayContaining(["gz-measures#art_4__para_1", "gz-measures#art_4__para_2", "gz-measures#art_14"]));
    expect(notices.map(({ kind }) => kind)).toContain("draft");
  });

  it("shows back what it understood, says what is missing and asks the next question", async () => {
    const { answer, eligibility, suggestions } = await askReal(begin);
    expect(answer).toContain("申报名义：产业集群发展促进组织");
    expect(eligibility?.verdict).toBe("need_more_info");
    expect(eligibility?.missing).toContain("数字化发展水平");
    expect(answer).toContain("接下来请问：");
    expect(suggestions).toEqual(["是", "不是", "不清楚"]);
  });

  it("goes on over turns, and a decisive answer ends it", async () => {
    const { eligibility, answer, citations } = await askReal(begin, "是", "不是");
    expect(eligibility?.verdict).toBe("not_eligible");
    expect(answer).not.toContain("接下来请问");
    expect(citations.some(({ provisionId }) => provisionId.startsWith("gz-measures#art_6"))).toBe(true);
  });

  it("does not ask again for what is not known", async () => {
    const first = await askReal(begin);
    const second = await askReal(begin, "不清楚");
    const questionOf = (answer: string): string | undefined => /接下来请问：.*/.exec(answer)?.[0];
    expect(questionOf(second.answer)).toBeDefined();
    expect(questionOf(second.answer)).not.toBe(questionOf(first.answer));
  });

  it("takes a correction", async () => {
    const { eligibility, answer } = await askReal(begin, "不对，我们其实是一家企业，用公司的名义报");
    expect(eligibility?.verdict).toBe("not_eligible");
    expect(answer).toContain("申报名义：企业");
  });

  it("takes an incident that is told later, though there was said to be none", async () => {
    const none = "近三年没有重大安全、环保事故，没有严重失信，也没有其他社会影响较大的事件";
    expect((await askReal(`${begin}${none}`)).eligibility?.missing).not.toContain("近三年无重大事件");
    expect((await askReal(`${begin}${none}`, "对了，前年有家厂爆炸，什么等级没人告诉我")).eligibility?.missing).toContain("近三年无重大事件");
  });

  it("is left for another question and taken up where it was", async () => {
    const other = await askReal(begin, "第十四条支持什么");
    expect(other.eligibility).toBeUndefined();
    expect(other.citations.map(({ provisionId }) => provisionId)).toContain("gz-measures#art_14");
    const again = await askReal(begin, "第十四条支持什么", "接着自测");
    expect(again.eligibility?.verdict).toBe("need_more_info");
    expect(again.answer).toContain("申报名义：产业集群发展促进组织");
  });

  it.each(["我要做自测", "帮我测一下能不能申报"])("begins where it is asked for and nothing is told yet: %s", async (question) => {
    const { eligibility, answer } = await askReal(question);
    expect(eligibility?.verdict).toBe("need_more_info");
    expect(answer).toContain("接下来请问：集群在哪个省？");
  });

  it("is left with 不用测了 too", async () => {
    expect((await askReal(begin, "不用测了")).suggestions).toEqual(["接着自测"]);
  });

  it("says so where it is only left", async () => {
    const left = await askReal(begin, "先问别的");
    expect([left.outcome, left.citations, left.suggestions]).toEqual(["needs_clarification", [], ["接着自测"]]);
  });

  it.each(["申报要什么条件", "帮我看看申报条件有哪些", "谁可以申报", "我们公司想申报，需要什么条件", "我们是做电池的企业，能拿到多少钱", "企业怎么参与申报", "第六条第（七）项怎么规定"])("is not begun by a question of what the rules say: %s", async (question) => {
    expect((await askReal(question)).eligibility).toBeUndefined();
  });

  it("goes by another province's rules only where that is what is asked", async () => {
    expect((await askReal("我们是山东的轴承行业协会，独立法人，想做集群发展促进组织，够条件吗？")).eligibility?.ruleSetId).toBe("sd-plan");
    expect((await askReal("我们是江苏的企业，规模大，能不能进百企引航培育库，够条件吗？")).eligibility?.ruleSetId).toBe("js-leading");
    expect((await askReal("我们是山东的轴承行业协会，想按贵州这个办法申报，可以吗？")).eligibility).toMatchObject({ ruleSetId: "gz-measures", verdict: "not_applicable" });
  });
});
