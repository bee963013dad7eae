import { describe, expect, it } from "vitest";
import { aspectsOf, partsOf } from "../../../server/chat/parts.js";
import { understandingWith } from "../../support/understanding.js";

const partsIn = (question: string): string[] => partsOf(understandingWith({ question })).map((part) => part.question);

describe("two questions in one sentence", () => {
  it.each([
    ["由谁负责解释、自何时起实施", ["由谁负责解释", "自何时起实施"]],
    ["多久复核一次，复核什么", ["多久复核一次", "复核什么"]],
    ["我是市里工信局的，每年要报啥，几月前报", ["我是市里工信局的，每年要报啥", "几月前报"]],
    ["资金怎么给？哪些项目能拿？", ["资金怎么给", "哪些项目能拿"]],
    ["复核周期和公示时间分别是多久", ["复核周期是多久", "公示时间是多久"]],
    ["近期和远期的产值各是多少", ["近期的产值是多少", "远期的产值是多少"]],
    ["近期和远期目标分别是多少", ["近期是多少", "远期目标是多少"]],
    ["初审和公示要几天", ["初审要几天", "公示要几天"]],
    ["按现在的规定，复核和公示分别怎么做", ["按现在的规定，复核怎么做", "按现在的规定，公示怎么做"]],
    ["专家评审由谁组织，复核与普及推广分别怎么做", ["专家评审由谁组织", "复核怎么做", "普及推广怎么做"]],
  ])("%s", (question, parts) => {
    expect(partsIn(question)).toEqual(parts);
  });

  it.each(["公示几个工作日", "听说要交保证金，是真的吗", "专家评审是谁组织的，市里还是省里", "做光伏的、做风电的，都归哪个领域", "参与单位各要交什么", "工业和信息化厅多久复核一次", "公示是多久", "复核和公示分别写明"])("is one: %s", (question) => {
    expect(partsIn(question)).toEqual([]);
  });

  it.each([
    ["a premise", "提交材料、通过初审后，多久公示"],
    ["what somebody has", "我们厂有土地、有设备，最高能补多少"],
    ["a clause with a verb", "磷化工、煤化工放在哪几个地方"],
    ["several", "人才和技术靠几个大城市"],
    ["a word that holds 及", "企业没有及时复核多久会被摘牌"],
    ["another that does", "文中提及的产值目标是多少"],
    ["a partner", "我们跟龙头企业合作是多久"],
    ["a bureau", "住房和城乡建设厅多久报一次"],
    ["more things than are answered one by one", "申请、初审、评审、公示分别要几天"],
  ])("are not seen in %s", (_, question) => {
    expect(partsIn(question)).toEqual([]);
  });

  it("lean on the whole after the first, each with its own kind of value", () => {
    const [first, second] = partsOf(understandingWith({ question: "公示在哪里看，要几天", wants: ["duration"], context: ["先前"] }));
    expect(first).toMatchObject({ context: ["先前"], wants: ["where"] });
    expect(second).toMatchObject({ context: ["公示在哪里看，要几天", "先前"], wants: ["duration"] });
  });
});

describe("the aspects of a comparison", () => {
  const places = ["山东", "江苏"].map((name) => ({ name, region: name, covered: true }));

  it.each([
    ["比较山东和江苏的人才政策与用地保障", ["人才政策", "用地保障"]],
    ["江苏和山东的财政资金有什么不同", ["财政资金"]],
  ])("%s", (question, aspects) => {
    expect(aspectsOf(understandingWith({ question, places }))).toEqual(aspects);
  });

  it("are asked one by one", () => {
    const asked = understandingWith({ question: "比较山东和江苏的人才政策与用地保障", places, intent: "comparison", regions: ["山东", "江苏"] });
    expect(partsOf(asked).map(({ question }) => question)).toEqual(["人才政策", "用地保障"]);
  });
});
