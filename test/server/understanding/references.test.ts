import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findReferences, toChinese } from "../../../ingest/index.js";
import { foldQuestion } from "../../../server/understanding/fold.js";
import { referencesIn } from "../../../server/understanding/references.js";

/** References as art6/item3, ranges as art10-12. */
const named = (question: string, earlier?: string): string[] =>
  referencesIn(foldQuestion(question), earlier === undefined ? undefined : findReferences(earlier)[0]).map(
    ({ parts, last }) => parts.map(({ element, ordinal }) => `${element}${ordinal}`).join("/") + (last === null ? "" : `-${last}`),
  );

describe("provisions named in a question", () => {
  it.each([
    ["第陆条", ["art6"]],
    ["第壹拾贰条", ["art12"]],
    ["第六条第一、三、七项", ["art6/item1", "art6/item3", "art6/item7"]],
    ["第六条第（一）、（三）项", ["art6/item1", "art6/item3"]],
    ["第六条（一）（三）", ["art6/item1", "art6/item3"]],
    ["第二、五条", ["art2", "art5"]],
    ["第四、五和八条", ["art4", "art5", "art8"]],
    ["第二条和第五条", ["art2", "art5"]],
    ["第六条第一项和第三项", ["art6/item1", "art6/item3"]],
    ["第六条的第三项", ["art6/item3"]],
    ["第六条里第三项", ["art6/item3"]],
    ["第五条、第六条第二项及第七项", ["art5", "art6/item2", "art6/item7"]],
    ["第 10 至 12 条", ["art10-12"]],
    ["第6到第8条", ["art6-8"]],
    ["第十条至第十二条", ["art10-12"]],
    ["第十条到十二条", ["art10-12"]],
    ["附件2", ["att2"]],
    ["附件一和附表３说了什么", ["att1", "att3"]],
    ["附件2的第三条", ["att2/art3"]],
    ["附件20年", []],
    ["第10条-12条", ["art10-12"]],
    ["管理办法6条", ["art6"]],
    ["贵州办法十五条怎么说", ["art15"]],
    ["6条3项", ["art6/item3"]],
    ["第4条2款", ["art4/para2"]],
    ["第六条3项", ["art6/item3"]],
    ["第十条三项措施", ["art10"]],
  ])("%s are %j", (question, expected) => {
    expect(named(question)).toEqual(expected);
  });

  it.each(["三、五年内", "第三方组织", "一、二线城市", "前三、四名", "申报条件", "指导意见十条措施", "办法共19条", "上一条呢", "最后一条线"])("are none in 「%s」", (question) => {
    expect(named(question)).toEqual([]);
  });

  it("take the article of the turn before where they name an inner step alone", () => {
    expect(named("第三、五项呢", "第六条")).toEqual(["art6/item3", "art6/item5"]);
    expect(named("第三项呢")).toEqual(["item3"]);
  });

  it("are told from the one named last: 上一条, 下一款", () => {
    expect(named("上一条呢", "第七条")).toEqual(["art6"]);
    expect(named("下一条", "第七条第二款")).toEqual(["art8"]);
    expect(named("后面一款", "第七条第二款")).toEqual(["art7/para3"]);
    expect(named("再下一条", "第十条至第十二条")).toEqual(["art13"]);
    expect(named("上一条", "第一条")).toEqual([]);
    expect(named("下一款", "第七条")).toEqual([]);
  });

  it("may count from the end of the text, and are then no article for 第一款", () => {
    expect(referencesIn("倒数第二条", undefined)).toMatchObject([{ said: "倒数第二条", fromEnd: true, parts: [{ element: "art", ordinal: 2 }] }]);
    expect(referencesIn("最后一条", undefined)).toMatchObject([{ fromEnd: true, parts: [{ element: "art", ordinal: 1 }] }]);
    expect(named("倒数第二条的第一款")).toEqual(["art2", "para1"]);
  });

  it("tell the words that name them, as asked", () => {
    expect(referencesIn("请看第陆条和第六条第一、三项", undefined).map(({ said }) => said)).toEqual(["第陆条", "第六条第一、三项", "第六条第一、三项"]);
  });

  it("are every number of a list, whatever the numbers", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 6 }), (ordinals) => {
        expect(named(`第${ordinals.map((ordinal) => toChinese(ordinal)).join("、")}条`).sort()).toEqual(ordinals.map((ordinal) => `art${ordinal}`).sort());
      }),
      { numRuns: 50 },
    );
  });
});
