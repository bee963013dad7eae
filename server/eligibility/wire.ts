import { factsOf, type FactDefinition, type RuleSet } from "../../ingest/index.js";
import type { Assessment, ToldFact, ToldRuleSet } from "../schemas/eligibility.js";
import type { Citation } from "../schemas/objects.js";
import { reasonFor } from "./describe.js";
import { partsOf } from "./expression.js";
import { toldProvisions, type JudgedCondition, type Judgement } from "./judge.js";
import { nextQuestion } from "./next-question.js";

/** Gives a provision of the rule set's document as a citation; the same one always by the same number. */
export type Cite = (eId: string) => Citation;

/** A judgement as the wire tells it, beside the notices of its document. */
export function assessmentOf(judgement: Judgement, cite: Cite): Omit<Assessment, "notices"> {
  const { rules, asOf, verdict, missing } = judgement;
  const who = cite(rules.applicant.provision);
  const conditions = judgement.conditions.map((one) => toldCondition(one, judgement, cite));
  const more = judgement.conditions.flatMap(({ condition }) => [...condition.also, ...(condition.basic === null ? [] : [condition.basic])].map(cite));
  const citations = [who, ...conditions.map(({ citation }) => citation), ...more, ...toldProvisions(judgement).map(cite)];
  const next = nextQuestion(judgement);
  return {
    ruleSetId: rules.id,
    asOf,
    verdict,
    conditions,
    ...(next ? { nextQuestion: describeFact(next, rules) } : {}),
    missing,
    citations: citations.filter(({ n }, i) => citations.findIndex((other) => other.n === n) === i).sort((a, b) => a.n - b.n),
  };
}

/** A judged condition with its reason and its provision. */
export function toldCondition(judged: JudgedCondition, { rules, facts }: Judgement, cite: Cite): Assessment["conditions"][number] {
  const { condition, verdict, selfAssessed, counts } = judged;
  return {
    id: condition.id,
    title: condition.title,
    verdict,
    ...(verdict === "unknown" ? {} : { basis: selfAssessed ? ("self_assessed" as const) : ("stated" as const) }),
    required: counts,
    reason: reasonFor(judged, rules, facts),
    citation: cite(condition.eId),
  };
}

/** A rule set: what it asks for, in what form, and which conditions that decides. */
export function describeRules(rules: RuleSet, documentTitle: string, cite: Cite): ToldRuleSet {
  return {
    id: rules.id,
    title: rules.title,
    about: rules.about,
    region: rules.region,
    documentId: rules.document,
    documentTitle,
    status: cite(rules.applicant.provision).status,
    facts: rules.facts.map((fact) => describeFact(fact, rules)),
    conditions: rules.conditions.map(({ id, title, eId, only, when }) => ({
      id,
      title,
      required: only === null,
      facts: [...new Set(factsOf(when).map(({ fact }) => fact))],
      citation: cite(eId),
    })),
  };
}

/** How a value of each type is written. */
const VALUE: Record<FactDefinition["type"], string> = {
  yes_no: "true 是 / false 否 / null 不清楚",
  self_assessment: "自评：true 具备 / false 不具备 / null 不清楚",
  choice: "choices 里的一个 value，不清楚填 null",
  choices: "choices 里的几个 value 组成的数组，不清楚填 null",
  number: "数字，没有就不填",
  incidents:
    '数组，每件 { "kind": "safety|environment|dishonesty|social", "level": "especially_major|major|larger|general|unknown", "when": "2024"、"2024-05" 或 "2024-05-03"；只知道大概时写 "from" 和 "to" }',
};

export function describeFact(fact: FactDefinition, rules: RuleSet): ToldFact {
  const whole = "of" in fact ? fact.of : null;
  const speaksOf = ({ fact: id }: { fact: string }): boolean => id === fact.id || partsOf(rules, id).includes(fact.id);
  const decides = rules.conditions.filter(({ when, only }) => [...factsOf(when), ...(only === null ? [] : factsOf(only))].some(speaksOf));
  return {
    id: fact.id,
    name: fact.name,
    question: fact.ask,
    ...(fact.hint === null ? {} : { hint: fact.hint }),
    type: fact.type,
    value: VALUE[fact.type],
    ...("choices" in fact ? { choices: fact.choices.map(({ value, label }) => ({ value, label })) } : {}),
    ...(whole === null ? {} : { partOf: whole }),
    decides: decides.map(({ id }) => id),
  };
}
