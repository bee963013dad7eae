import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Expression, RuleSet } from "../../../ingest/index.js";
import type { Facts } from "../../../server/eligibility/facts.js";
import { judge } from "../../../server/eligibility/judge.js";
import { nextQuestion } from "../../../server/eligibility/next-question.js";
import { rulesOf, shippedRules } from "../../support/rules.js";

const AS_OF = "2026-06-15";
const FACTS = ["a", "b", "c", "d", "e"];

const leaf = fc.constantFrom(...FACTS).chain((fact) => fc.constantFrom<Expression>({ yes: fact }, { no: fact }));
const tree = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    leaf,
    fc.array(tie("node"), { minLength: 2, maxLength: 3 }).map((all): Expression => ({ all })),
    fc.array(tie("node"), { minLength: 2, maxLength: 3 }).map((any): Expression => ({ any })),
  ),
})).node;
const smallRules = fc.array(tree, { minLength: 1, maxLength: 4 }).map((trees) => rulesOf(FACTS, Object.fromEntries(trees.map((when, i) => [`c${i}`, { when }]))));

const isDecided = (rules: RuleSet, facts: Facts): boolean => judge({ rules, facts, asOf: AS_OF }).verdict !== "need_more_info";

/** Questions to the verdict on average over all answers, asking the best there is: the fewest that any strategy needs. */
function fewest(rules: RuleSet, facts: Facts, known = new Map<string, number>()): number {
  if (isDecided(rules, facts)) return 0;
  const key = JSON.stringify(FACTS.map((fact) => facts[fact] ?? null));
  const found = known.get(key);
  if (found !== undefined) return found;
  const left = FACTS.filter((fact) => facts[fact] === undefined);
  const costs = left.map((fact) => 1 + (fewest(rules, { ...facts, [fact]: true }, known) + fewest(rules, { ...facts, [fact]: false }, known)) / 2);
  const least = costs.length === 0 ? 0 : Math.min(...costs);
  known.set(key, least);
  return least;
}

/** The same, asking what `nextQuestion` asks. */
function asked(rules: RuleSet, facts: Facts): number {
  const fact = nextQuestion(judge({ rules, facts, asOf: AS_OF }));
  if (!fact) return 0;
  return 1 + (asked(rules, { ...facts, [fact.id]: true }) + asked(rules, { ...facts, [fact.id]: false })) / 2;
}

describe("nextQuestion", () => {
  it("needs at most one question more on average than the best strategy there is, on small rule sets, and two more on any", () => {
    const more = fc.sample(smallRules, { numRuns: 300, seed: 1 }).map((rules) => asked(rules, {}) - fewest(rules, {}));
    expect(more.reduce((sum, value) => sum + value, 0) / more.length).toBeLessThanOrEqual(1);
    expect(Math.max(...more)).toBeLessThanOrEqual(2);
  });

  it("asks until the whole is decided, and only for facts that some answer makes a difference to", () => {
    fc.assert(
      fc.property(smallRules, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (rules, answers) => {
        let facts: Facts = {};
        for (let fact = nextQuestion(judge({ rules, facts, asOf: AS_OF })); fact; fact = nextQuestion(judge({ rules, facts, asOf: AS_OF }))) {
          expect(facts[fact.id]).toBeUndefined();
          facts = { ...facts, [fact.id]: answers[FACTS.indexOf(fact.id)]! };
        }
        expect(isDecided(rules, facts)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("ends at once on what decides", () => {
    const judgement = judge({ rules: shippedRules(), facts: { applicant_kind: "enterprise" }, asOf: AS_OF });
    expect([judgement.verdict, nextQuestion(judgement)]).toEqual(["not_eligible", null]);
  });

  it("asks first where one is and in whose name, and never for a part of a self-assessment", () => {
    const rules = shippedRules();
    const order: string[] = [];
    let facts: Facts = {};
    const yes: Facts = { region: "贵州", applicant_kind: "cluster_promotion_org", direction: "equipment", founders: ["leading_enterprise"], major_safety: false, major_environment: false, serious_dishonesty: false, major_social: false };
    for (let fact = nextQuestion(judge({ rules, facts, asOf: AS_OF })); fact; fact = nextQuestion(judge({ rules, facts, asOf: AS_OF }))) {
      order.push(fact.id);
      facts = { ...facts, [fact.id]: yes[fact.id] ?? true };
    }
    expect(order.slice(0, 2)).toEqual(["region", "applicant_kind"]);
    expect(order.filter((id) => id.includes("_scale") || id.includes("_zone"))).toEqual([]);
    expect(judge({ rules, facts, asOf: AS_OF }).verdict).toBe("eligible_possible");
  });

  it("does not ask again for what is not known", () => {
    const rules = rulesOf(["a", "b"], { one: { all: [{ yes: "a" }, { yes: "b" }] } });
    const judgement = judge({ rules, facts: {}, asOf: AS_OF });
    expect([nextQuestion(judgement, ["a"])?.id, nextQuestion(judgement, ["a", "b"])]).toEqual(["b", null]);
  });
});
