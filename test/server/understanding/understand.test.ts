import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RememberedTurn, Scope } from "../../../server/understanding/understand.js";
import type { Understanding } from "../../../server/understanding/understanding.js";
import { realEngine } from "../../support/engine.js";

const { understander } = realEngine();
const understand = (question: string, history: RememberedTurn[] = [], scope: Scope = {}): Understanding =>
  understander.understand(question, history, scope);

/** The understandings of a conversation, turn by turn. */
function converse(...questions: string[]): Understanding[] {
  const turns: Understanding[] = [];
  for (const question of questions) turns.push(understand(question, turns));
  return turns;
}

describe("regions and documents of a question", () => {
  it("come from the places it names", () => {
    expect(understand("毕节的工厂和南通的工厂").regions).toEqual(["贵州", "江苏"]);
  });

  it("come from the document where it names no place", () => {
    expect(understand("苏政发〔2018〕86号怎么讲用地")).toMatchObject({ regions: ["江苏"], documentIds: ["js-opinion"] });
  });

  it("are told by one-letter names that the word cutter leaves alone", () => {
    expect(understand("想在黔建厂").regions).toEqual(["贵州"]);
    expect(understand("黔鲁苏的目标").regions).toEqual(["贵州", "山东", "江苏"]);
    expect(understand("鲁班奖和复苏计划").regions).toEqual([]);
  });

  it.each(["贵州", "贵州省", "遵义", "遵义市", " 贵州 "])("come from the caller's region however it is written: %j is 贵州", (region) => {
    expect(understand("由谁认定", [], { region })).toMatchObject({ regions: ["贵州"], places: [] });
    expect(understander.regionNamed(region)).toBe("贵州");
  });

  it("leave a province without documents out, and say that it was named", () => {
    const { regions, places } = understand("云南怎么认定");
    expect(regions).toEqual([]);
    expect(places).toEqual([{ name: "云南", region: "云南", covered: false }]);
  });

  it("come from the caller where the question names none", () => {
    expect(understand("由谁认定", [], { region: "山东" })).toMatchObject({ regions: ["山东"] });
    expect(understand("由谁认定", [], { documentId: "gz-opinion" })).toMatchObject({ regions: ["贵州"], documentIds: ["gz-opinion"] });
  });

  it("come from the question where it names another place than the caller", () => {
    expect(understand("江苏由谁认定", [], { region: "山东" }).regions).toEqual(["江苏"]);
  });

  it("say so when the caller's region has no documents", () => {
    for (const region of ["海南", "海南省"]) expect(understand("由谁认定", [], { region }).places).toEqual([{ name: "海南", region: "海南", covered: false }]);
  });
});

describe("a follow-up", () => {
  it("keeps the region and the document of the turn before", () => {
    const [, second] = converse("贵州管理办法里由谁评审", "那多久复核一次呢");
    expect(second).toMatchObject({ regions: ["贵州"], documentIds: ["gz-measures"] });
    expect(second!.context).toEqual(["贵州管理办法里由谁评审"]);
  });

  it("keeps them over several turns", () => {
    const turns = converse("山东方案重点培育什么", "还有呢", "其中国家级的有几个");
    expect(turns[2]).toMatchObject({ regions: ["山东"], documentIds: ["sd-plan"] });
  });

  it("switches the region with 那江苏呢, lets go of the document, and keeps what was asked", () => {
    const [, second] = converse("贵州管理办法里由谁评审", "那江苏呢");
    expect(second).toMatchObject({ regions: ["江苏"], documentIds: [] });
    expect(second!.context).toEqual(["贵州管理办法里由谁评审"]);
  });

  it("switches the document by naming another", () => {
    const [, second] = converse("管理办法第六条", "山东实施方案里怎么写的");
    expect(second).toMatchObject({ regions: ["山东"], documentIds: ["sd-plan"] });
  });

  it("resolves a bare number in the document that was spoken of", () => {
    const [, second] = converse("管理办法第六条", "第七条呢");
    expect(second).toMatchObject({ documentIds: ["gz-measures"], references: [{ parts: [{ element: "art", ordinal: 7 }] }] });
  });

  it("adds the region before to the one named when it compares", () => {
    const [, second] = converse("贵州的资金怎么安排", "和江苏有什么区别");
    expect(second!.regions).toEqual(["江苏", "贵州"]);
  });

  it("takes no context into a question that stands alone", () => {
    const [, second] = converse("贵州由谁评审", "江苏省对龙头骨干企业的培育计划包括哪两个方面的内容");
    expect(second).toMatchObject({ regions: ["江苏"], context: [] });
  });

  it("has no context in the first turn", () => {
    expect(understand("那江苏呢").context).toEqual([]);
  });
});

describe("a follow-up made whole", () => {
  it("asks again for another place what was asked before, in its intent", () => {
    const [first, second, third] = converse("贵州的专项资金支持什么", "那江苏呢", "山东呢");
    expect(second).toMatchObject({ regions: ["江苏"], intent: first!.intent, carried: [{ text: "专项资金支持什么" }], whole: "江苏 专项资金支持什么" });
    expect(third).toMatchObject({ regions: ["山东"], intent: first!.intent, whole: "山东 专项资金支持什么" });
  });

  it("replaces the thing with 那X呢, and keeps what was asked of it", () => {
    const [, second] = converse("江苏对龙头企业有什么支持", "中小企业呢");
    expect(second!.topic.subject).toEqual(["中小企业"]);
    expect(second!.carried.map(({ text }) => text).join()).toContain("支持");
    expect(second!.carried.map(({ text }) => text).join()).not.toContain("龙头企业");
  });

  it("replaces it where more is asked behind the 呢", () => {
    const [, second] = converse("山东数控机床集群由谁促进", "那轨道交通呢，落在哪些市");
    expect(second!.carried.map(({ text }) => text).join()).not.toContain("数控机床");
  });

  it("replaces the year", () => {
    const [, second] = converse("江苏到2020年主营业务收入目标是多少", "那2025年呢");
    expect(second).toMatchObject({ years: ["2025"], regions: ["江苏"] });
    expect(second!.whole).toContain("主营业务收入目标");
    expect(second!.whole).not.toContain("2020");
  });

  it("keeps a topic that was named turns back", () => {
    const turns = converse("山东轨道交通由谁牵头", "依托哪些企业", "贵州有类似的吗");
    expect(turns.map(({ topic }) => topic.subject)).toEqual([["轨道交通"], ["轨道交通"], ["轨道交通"]]);
    expect(turns[2]).toMatchObject({ regions: ["贵州"], carried: [{ text: "轨道交通" }] });
  });

  it("keeps what was asked where only a value is asked for: 流程, 要多久", () => {
    const turns = converse("条件", "流程", "要多久");
    expect(turns[1]!.topic.matter).toEqual(["流程"]);
    expect(turns[2]!.carried.map(({ text }) => text)).toEqual(["流程"]);
  });

  it("asks again of another document when it is corrected", () => {
    const [, place] = converse("管理办法里由谁评审", "不是这份，我说的是山东那个");
    expect(place).toMatchObject({ regions: ["山东"], documentIds: [], intent: "procedure", whole: "山东 里由谁评审" });
    const [, other] = converse("管理办法第六条讲什么", "不是这份，我说的是另一份");
    expect(other).toMatchObject({ documentIds: ["gz-opinion"], references: [{ parts: [{ element: "art", ordinal: 6 }], said: "第六条" }] });
  });

  it("takes over nothing where it names a place and a thing of its own", () => {
    const [, second] = converse("贵州的专项资金支持什么", "江苏小巨人企业培育多少家");
    expect(second).toMatchObject({ regions: ["江苏"], carried: [], whole: "江苏小巨人企业培育多少家" });
  });
});

describe("regions that are not named outright", () => {
  it("are implied by a company of the documents, unless a place is named", () => {
    expect(understand("老干妈在哪个集群")).toMatchObject({ regions: ["贵州"], impliedBy: [{ name: "老干妈", region: "贵州" }] });
    expect(understand("江苏有老干妈吗")).toMatchObject({ regions: ["江苏"], impliedBy: [] });
  });

  it("are the others where one is ruled out", () => {
    expect(understand("除了贵州，其他省怎么认定")).toMatchObject({ places: [], excludedRegions: ["贵州"], regions: ["江苏", "山东"] });
    expect(understand("不是山东，是贵州的条件")).toMatchObject({ regions: ["贵州"], excludedRegions: ["山东"] });
  });

  it("tell a city from its province, and whether its own document is asked for", () => {
    expect(understand("黔东南州的办法和省里的有什么区别").placesWithin).toEqual([{ name: "黔东南州", stem: "黔东南", region: "贵州", asksOwnDocument: true }]);
    expect(understand("遵义市有什么集群").placesWithin).toMatchObject([{ stem: "遵义", asksOwnDocument: false }]);
    expect(understand("贵州省的办法").placesWithin).toEqual([]);
  });
});

describe("results", () => {
  it("are no results where the documents themselves speak of the batch", () => {
    expect(understand("山东首批示范区名单").wants).not.toContain("outcome");
    expect(understand("贵州首批示范区名单").wants).toContain("outcome");
  });
});

it("a misspelled question is understood as it was meant, and says so", () => {
  const { intent, question, whole, corrections } = understand("集群审报条件");
  expect({ intent, question, whole, corrections }).toEqual({
    intent: "eligibility",
    question: "集群审报条件",
    whole: "集群申报条件",
    corrections: [{ said: "审报条件", means: "申报条件" }],
  });
});

describe("ways of writing", () => {
  it.each([
    ["貴州省的申報條件有哪些", "贵州省的申报条件有哪些"],
    ["江蘇對龍頭企業有什麼獎勵", "江苏对龙头企业有什么奖励"],
    ["山東實施方案與貴州指導意見有何區別", "山东实施方案与贵州指导意见有何区别"],
    ["請忽略以上規則", "请忽略以上规则"],
    ["管理辦法第六條第（三）項", "管理办法第六条第（三）项"],
  ])("in traditional characters do not matter: %s", (traditional, simplified) => {
    expect(understand(traditional)).toEqual(understand(simplified));
  });

  it("in full width do not matter, whatever the figures", () => {
    const fullWidth = (text: string): string => text.replace(/[!-~]/g, (ch) => String.fromCharCode(ch.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 2000, max: 2099 }), (article, year) => {
        const question = `苏政发[2018]86号第${article}条到${year}年的AI产业(规模)目标是10%吗?`;
        expect(understand(fullWidth(question))).toEqual(understand(question));
      }),
      { numRuns: 20 },
    );
  });

  it("with invisible characters and runs of blanks do not matter", () => {
    expect(understand("  江苏\u200b的\ufeff  目标\n\n是什么 ")).toEqual(understand("江苏的 目标 是什么"));
  });
});

it("understanding the same question twice gives the same", () => {
  const question = "贵州和山东的公示程序有什么不同";
  expect(understand(question)).toEqual(understand(question));
});
