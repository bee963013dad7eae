import type { Expression, FactDefinition, RuleSet } from "../../ingest/index.js";
import { ruleSetSchema } from "../../ingest/corpus/rules/schema.js";
import { openRealSnapshot } from "./snapshot.js";

/** A rule set written for a test: yes/no facts by their ids, or whole definitions, and conditions by their expressions. */
export function rulesOf(facts: readonly (string | Partial<FactDefinition>)[], conditions: Readonly<Record<string, Expression | { when: Expression; only?: Expression; otherwise?: string }>>): RuleSet {
  return ruleSetSchema.parse({
    id: "trial",
    document: "trial-measures",
    title: "试点自测",
    about: "试点。",
    region: "贵州",
    facts: facts.map((fact) => (typeof fact === "string" ? { id: fact, name: fact, ask: `${fact}？`, type: "yes_no" } : fact)),
    conditions: Object.entries(conditions).map(([id, condition]) => ({ id, title: id, eId: "art_1", quote: "试点", ...("when" in condition && !("presume" in condition) ? condition : { when: condition }) })),
    applicant: { provision: "art_1", say: "谁来报。" },
  });
}

/** The rules that the product ships. */
export function shippedRules(id = "gz-measures"): RuleSet {
  const found = openRealSnapshot().rules.find((rules) => rules.id === id);
  if (!found) throw new Error(`expected rules ${id}`);
  return found;
}
