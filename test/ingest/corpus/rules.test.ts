import { describe, expect, it } from "vitest";
import { factsOf } from "../../../ingest/corpus/rules/expression-facts.js";
import { openSnapshot } from "../../../ingest/index.js";
import { runIngest } from "../../../ingest/pipeline.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { ingestOf, refusal } from "../../support/taken-corpus.js";

const RULES_FILE = "rules/trial.yaml";

const RULES = `id: trial
document: trial-measures
title: 试点自测
about: 对照第二条。
region: 贵州
facts:
  - { id: place, name: 地方, type: choice, ask: 在哪里？, choices: [{ value: 本省, label: 本省 }, { value: 外省, label: 外省 }] }
  - { id: strong, name: 实力, type: self_assessment, ask: 强不强？ }
  - { id: strong_size, of: strong, name: 规模, type: yes_no, ask: 大不大？ }
  - { id: year, name: 年份, type: number, ask: 哪年？, least: 2000, most: 2100 }
conditions:
  - { id: region, title: 地域, eId: art_3, quote: 试点集群, when: { fact: place, is: [本省] } }
  - { id: strength, title: 实力, eId: art_2__item_2, quote: QUOTE, when: { assess: strong } }
applicant: { provision: art_3, say: 谁来报。 }
afterwards:
  - { id: review, eId: art_3, quote: 试点集群, what: 复核, every: 3, from: year }
`;

/** Words that stand in art_2__item_2 of the tiny corpus. */
const QUOTE = "申报材料真实";
const rules = RULES.replace("QUOTE", QUOTE);
const changed = (from: string, to: string): string => {
  if (!rules.includes(from)) throw new Error(`the rules hold no ${from}`);
  return rules.replace(from, to);
};

const MISTAKES: [what: string, content: string, field: string | null, message: RegExp][] = [
  ["a quote that the provision does not hold", changed(QUOTE, "没有这句话"), "strength.quote", /art_2__item_2 的原文里没有「没有这句话」/],
  ["a quote with one character changed", changed(QUOTE, QUOTE.replace("真", "属")), "strength.quote", /原文里没有/],
  ["a provision that is not there", changed("art_2__item_2", "art_99"), "strength.eId", /没有这个条款：「art_99」/],
  ["a provision that is no leaf", changed("art_2__item_2", "art_2"), "strength.eId", /最小一级/],
  ["a document that is not there", changed("document: trial-measures", "document: other"), "document", /「other」/],
  ["a fact that is not defined", changed("assess: strong", "assess: weak"), "strength.when", /没有「weak」/],
  ["a fact of the wrong type", changed("assess: strong", "yes: place"), "strength.when", /「place」是 choice，应为 yes_no、self_assessment/],
  ["a value that the fact has not", changed("is: [本省]", "is: [别省]"), "region.when", /没有选项「别省」/],
  ["a part of nothing", changed("of: strong", "of: year"), "strong_size.of", /「year」/],
  ["a deadline counted from what is no number", changed("from: year", "from: place"), "afterwards.review.from", /「place」不是数字/],
  ["a deadline that rests on other words", changed("eId: art_3, quote: 试点集群, what", "eId: art_3, quote: 每年, what"), "afterwards.review.quote", /原文里没有「每年」/],
  ["a condition in no form that is known", changed("assess: strong", "maybe: strong"), "conditions.1.when", /条件写法不对/],
  ["two facts of one id", changed("id: strong_size", "id: place"), "place.id", /重复/],
  ["a figure that the document does not have", changed("say: 谁来报。", "say: 限报5家。"), "applicant.say", /「5家」在文件原文里没有/],
  ["another id than the file's name", changed("id: trial\n", "id: other\n"), "id", /应与文件同名/],
  ["an applicant's provision that is not there", changed("provision: art_3", "provision: art_77"), "applicant.provision", /「art_77」/],
];

describe("rules/*.yaml", () => {
  it.each(MISTAKES)("refuses %s, by name", async (_, content, field, message) => {
    const error = await refusal({ [RULES_FILE]: content });
    expect([error.file, error.field]).toEqual([RULES_FILE, field]);
    expect(error.message).toMatch(message);
  });

  it("carries the rules in the snapshot", async () => {
    const options = ingestOf({ [RULES_FILE]: rules });
    await runIngest({ ...options, vectors: false });
    const [trial] = openSnapshot(options.snapshotRoot).rules;
    expect(trial?.conditions.map(({ id }) => id)).toEqual(["region", "strength"]);
  });

  it("has none in a corpus without the folder", async () => {
    const options = ingestOf({ [RULES_FILE]: null });
    await runIngest({ ...options, vectors: false });
    expect(openSnapshot(options.snapshotRoot).rules).toEqual([]);
  });
});

describe("the corpus' own rules", () => {
  const { rules: shipped, documents } = openRealSnapshot();

  it("quote every provision to the character", () => {
    for (const { document, conditions } of shipped) {
      const { text, provisions } = documents.get(document)!;
      for (const { eId, quote } of conditions) {
        const { start, end } = provisions.find((one) => one.eId === eId)!;
        expect(text.slice(start, end)).toContain(quote);
      }
    }
  });

  it("cover who may apply, the directions, all items of the conditions, the steps and what comes after", () => {
    const { conditions, steps, afterwards, facts } = shipped.find(({ id }) => id === "gz-measures")!;
    const cited = new Set([...conditions, ...steps, ...afterwards].map(({ eId }) => eId));
    const items = [1, 2, 3, 4, 5, 6, 7].map((n) => `art_6__item_${n}`);
    expect([...cited]).toEqual(expect.arrayContaining(["art_2", "art_4__para_1", "art_4__para_2", "art_5__intro", ...items, "art_7", "art_8", "art_9", "art_10", "art_11", "art_15", "art_16", "art_17"]));
    const directions = facts.find(({ id }) => id === "direction");
    expect(directions?.type === "choice" && directions.choices.flatMap(({ cites }) => cites)).toHaveLength(7);
  });

  it("ask only for facts that decide something, belong to one that does, or date what comes after", () => {
    for (const { facts, conditions, afterwards } of shipped) {
      const deciding = new Set(conditions.flatMap(({ when, only }) => [when, ...(only ? [only] : [])].flatMap(factsOf).map(({ fact }) => fact)));
      const dating = new Set(afterwards.map(({ from }) => from));
      const idle = facts.filter((fact) => !deciding.has(fact.id) && !dating.has(fact.id) && !("of" in fact && fact.of !== null && deciding.has(fact.of)));
      expect(idle).toEqual([]);
    }
  });
});
