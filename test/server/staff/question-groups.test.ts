import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNear, pairsOf } from "../../../server/staff/likeness.js";
import { groupQuestions, sameQuestionKey } from "../../../server/staff/question-groups.js";

const groupsOf = (...questions: string[]): string[][] => groupQuestions(questions.map((question) => ({ question }))).map(({ members }) => members.map(({ question }) => question));

describe("groupQuestions", () => {
  it("puts spellings of one question together: width, traditional characters, spaces, punctuation", () => {
    expect(groupsOf("湖南的集群怎么认定？", "湖南的集群怎麼認定", " 湖南的集群 怎么认定呢。", "山东有哪些集群")).toEqual([
      ["湖南的集群怎么认定？", "湖南的集群怎麼認定", " 湖南的集群 怎么认定呢。"],
      ["山东有哪些集群"],
    ]);
  });

  it("puts near questions together, each near the most frequent wording; others stand alone", () => {
    const groups = groupsOf("我们厂申报先进制造业集群要交多少钱呢", "申报先进制造业集群要交多少钱", "申报先进制造业集群要交多少钱", "申报先进制造业集群要多久");
    expect(groups).toEqual([["申报先进制造业集群要交多少钱", "申报先进制造业集群要交多少钱", "我们厂申报先进制造业集群要交多少钱呢"], ["申报先进制造业集群要多久"]]);
  });

  it("loses and doubles none, and groups are near their first wording, whatever is asked", () => {
    const question = fc.array(fc.constantFrom(..."集群申报条件多少钱"), { minLength: 1, maxLength: 12 }).map((chars) => chars.join(""));
    fc.assert(
      fc.property(fc.array(question, { maxLength: 30 }), (questions) => {
        const groups = groupQuestions(questions.map((one, i) => ({ question: one, i })));
        expect(groups.flatMap(({ members }) => members.map(({ i }) => i)).sort((a, b) => a - b)).toEqual(questions.map((_, i) => i));
        for (const { question: first, members } of groups) {
          const [key, pairs] = [sameQuestionKey(first), pairsOf(sameQuestionKey(first))];
          for (const member of members) expect(sameQuestionKey(member.question) === key || isNear(pairs, pairsOf(sameQuestionKey(member.question)))).toBe(true);
        }
      }),
    );
  });
});
