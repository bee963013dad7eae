import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INCIDENT_KINDS, INCIDENT_LEVELS, type FactDefinition } from "../../../ingest/index.js";
import type { FactValue, Facts } from "../../../server/eligibility/facts.js";
import { judge } from "../../../server/eligibility/judge.js";
import { rulesOf, shippedRules } from "../../support/rules.js";

const AS_OF = "2026-06-15";
const RUNS = 10_000;
const rules = shippedRules();

const day = fc.integer({ min: 0, max: 3000 }).map((days) => new Date(Date.UTC(2019, 0, 1 + days)).toISOString().slice(0, 10));
const incident = fc
  .record({ kind: fc.constantFrom(...INCIDENT_KINDS), level: fc.constantFrom(...INCIDENT_LEVELS), days: fc.option(fc.tuple(day, day)) })
  .map(({ kind, level, days }) => {
    const [from = null, to = null] = [...(days ?? [])].sort();
    return { kind, level, from, to };
  });

function valueOf(fact: FactDefinition): fc.Arbitrary<FactValue> {
  if (fact.type === "choice") return fc.constantFrom(...fact.choices.map(({ value }) => value));
  if (fact.type === "choices") return fc.subarray(fact.choices.map(({ value }) => value), { minLength: 1 });
  if (fact.type === "number") return fc.integer({ min: fact.least, max: fact.most });
  return fact.type === "incidents" ? fc.array(incident, { maxLength: 3 }) : fc.boolean();
}

/** Any facts of the rule set, none to all, in any order. */
const factSet = fc
  .tuple(...rules.facts.map((fact) => fc.option(valueOf(fact), { freq: 2 }).map((value) => [fact.id, value] as const)))
  .map((entries) => entries.filter((entry): entry is readonly [string, FactValue] => entry[1] !== null));

const of = (entries: readonly (readonly [string, FactValue])[]): Facts => Object.fromEntries(entries);
const verdictsOf = (facts: Facts) => new Map(judge({ rules, facts, asOf: AS_OF }).conditions.map(({ condition, verdict }) => [condition.id, verdict]));

describe("judge, over 10,000 random fact sets of the shipped rules", () => {
  it("never turns a condition from met to unknown because a fact is added", () => {
    fc.assert(
      fc.property(factSet, fc.nat(), (entries, pick) => {
        if (entries.length === 0) return;
        const before = verdictsOf(of(entries.filter((_, i) => i !== pick % entries.length)));
        const after = verdictsOf(of(entries));
        for (const [id, verdict] of before) if (verdict === "met") expect(after.get(id)).not.toBe("unknown");
      }),
      { numRuns: RUNS },
    );
  });

  it("comes to the same whatever the order of the answers", () => {
    fc.assert(
      fc.property(factSet, fc.nat(), (entries, seed) => {
        const other = [...entries].sort(([a], [b]) => ((a.length * 31 + seed) % 7) - ((b.length * 31 + seed) % 7) || (a < b ? 1 : -1));
        const told = (facts: Facts): unknown => [judge({ rules, facts, asOf: AS_OF }).verdict, [...verdictsOf(facts)]];
        expect(told(of(other))).toEqual(told(of(entries)));
      }),
      { numRuns: RUNS },
    );
  });

  it("finds nobody possibly eligible of whom a condition that counts is not met or not known", () => {
    fc.assert(
      fc.property(factSet, (entries) => {
        const { verdict, conditions, missing } = judge({ rules, facts: of(entries), asOf: AS_OF });
        const all = conditions.filter(({ counts }) => counts).every((one) => one.verdict === "met");
        expect(verdict === "eligible_possible").toBe(all);
        expect(missing.length > 0).toBe(verdict === "need_more_info");
      }),
      { numRuns: RUNS },
    );
  });

  it("needs more information where nothing is known, for every rule set that is shipped", () => {
    for (const id of ["gz-measures", "sd-plan", "js-leading", "js-growing"]) {
      expect(judge({ rules: shippedRules(id), facts: {}, asOf: AS_OF }).verdict).toBe("need_more_info");
    }
  });
});

const COMPLETE: Facts = {
  region: "贵州", manufacturing: true, applicant_kind: "cluster_promotion_org", legal_person: true, founders: ["leading_enterprise", "research_institute"],
  direction: "equipment", strength: true, ecosystem: true, innovation: true, digital: true, green: true, resources: true,
  major_safety: false, major_environment: false, serious_dishonesty: false, major_social: false,
};
const verdictWith = (facts: Facts): string => judge({ rules, facts: { ...COMPLETE, ...facts }, asOf: AS_OF }).verdict;
const without = (fact: string): Facts => Object.fromEntries(Object.entries(COMPLETE).filter(([id]) => id !== fact));

describe("the measures of Guizhou", () => {
  it("find a complete self-assessment possibly eligible, each judgement of one's own told as such", () => {
    const { verdict, conditions } = judge({ rules, facts: COMPLETE, asOf: AS_OF });
    expect(verdict).toBe("eligible_possible");
    expect(conditions.filter(({ selfAssessed }) => selfAssessed).map(({ condition }) => condition.id)).toEqual(expect.arrayContaining(["strength", "ecosystem", "innovation", "digital", "green", "resources"]));
  });

  it.each(Object.keys(COMPLETE))("do not without %s", (fact) => {
    expect(judge({ rules, facts: without(fact), asOf: AS_OF }).verdict).toBe("need_more_info");
  });

  it.each([
    ["an enterprise", { applicant_kind: "enterprise" }, "not_eligible"],
    ["a government department", { applicant_kind: "government" }, "not_eligible"],
    ["another province, whoever asks", { region: "其他", applicant_kind: "enterprise" }, "not_applicable"],
    ["no manufacturing", { manufacturing: false }, "not_eligible"],
    ["no legal person", { legal_person: false }, "not_eligible"],
    ["an industry that is not named, which the words 等重点领域 leave open", { direction: "other_industry" }, "need_more_info"],
    ["a part that is lacking beside a whole that is judged well", { ecosystem_zone: false }, "not_eligible"],
    ["an association with all that makes it such a body", { applicant_kind: "association", third_party: true, serves_cluster: true }, "eligible_possible"],
    ["an association of which not all is known", { applicant_kind: "association" }, "need_more_info"],
    ["places that apply together and are closely tied", { cross_region: true, close_ties: true }, "eligible_possible"],
    ["places that apply together and are not", { cross_region: true, close_ties: false }, "not_eligible"],
  ] as [string, Facts, string][])("judge %s", (_, facts, verdict) => {
    expect(verdictWith(facts)).toBe(verdict);
  });

  it.each([
    ["a major one two years ago", "major", "2024-06-15", "not_eligible"],
    ["a major one on the first day that counts", "major", "2023-06-15", "not_eligible"],
    ["a major one the day before", "major", "2023-06-14", "eligible_possible"],
    ["an especially major one this year", "especially_major", "2026-01-02", "not_eligible"],
    ["a larger one", "larger", "2025-06-15", "eligible_possible"],
    ["a general one", "general", "2025-06-15", "eligible_possible"],
  ] as const)("count %s", (_, level, when, verdict) => {
    expect(verdictWith({ incidents: [{ kind: "safety", level, from: when, to: when }] })).toBe(verdict);
  });

  it("leave open an incident of which level or time is not known", () => {
    const facts = without("major_environment");
    for (const incident of [{ level: "unknown", from: "2025-01-01", to: "2025-12-31" }, { level: "major", from: "2023-01-01", to: "2023-12-31" }, { level: "major", from: null, to: null }] as const) {
      expect(judge({ rules, facts: { ...facts, incidents: [{ kind: "environment", ...incident }] }, asOf: AS_OF }).verdict).toBe("need_more_info");
    }
  });
});

describe("expressions", () => {
  const verdict = (facts: Facts, when: Parameters<typeof rulesOf>[1]): string => judge({ rules: rulesOf(["a", "b", "c"], when), facts, asOf: AS_OF }).conditions[0]!.verdict;

  it("count", () => {
    const two = { two: { atLeast: { count: 2, of: [{ yes: "a" }, { yes: "b" }, { yes: "c" }] } } };
    expect([verdict({ a: true, c: true }, two), verdict({ a: false, b: false }, two), verdict({ a: true }, two)]).toEqual(["met", "not_met", "unknown"]);
  });

  it("presume only what nobody said, and only where the ground holds", () => {
    const presumed = { it: { presume: "a", when: { yes: "b" } } };
    expect([verdict({ b: true }, presumed), verdict({ a: false, b: true }, presumed), verdict({ b: false }, presumed), verdict({}, presumed)]).toEqual(["met", "not_met", "unknown", "unknown"]);
  });
});
