import { z } from "zod";

/**
 * `corpus/rules/<id>.yaml`: eligibility as data. A rule set has facts that are asked for, conditions that they decide, each
 * with the provision and the words that it rests on, and what a person is told beside the verdict.
 */

const text = z.string().trim().min(1, "不能为空");
const id = z.string().regex(/^[a-z0-9]+([_-][a-z0-9]+)*$/, "应为小写字母、数字、下划线和连字符");
const eId = z.string().regex(/^[a-z0-9_]+$/, "应为条款地址（eId）");
const words = z.array(text).default([]);

/** The kinds and levels of what item 7 speaks of; dishonesty is called 严重 where accidents are called 重大. */
export const INCIDENT_KINDS = ["safety", "environment", "dishonesty", "social"] as const;
export const INCIDENT_LEVELS = ["especially_major", "major", "larger", "general", "unknown"] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];
export type IncidentLevel = (typeof INCIDENT_LEVELS)[number];

const choiceSchema = z.strictObject({
  value: text,
  label: text,
  /** How people call it; the longest that stands first in what they say counts. */
  words,
  /** What a person who chooses it is told beside the verdict. */
  advice: text.nullable().default(null),
  /** Provisions that such a person should see. */
  cites: z.array(eId).default([]),
});
export type Choice = z.infer<typeof choiceSchema>;

const asked = {
  id,
  /** What it is called in reasons and in lists of what is missing. */
  name: text,
  /** The question. */
  ask: text,
  /** How to answer it. */
  hint: text.nullable().default(null),
};
/** How people speak of it. */
const spoken = {
  words,
  /** True where naming it, without denying it, is having it (绿色工厂); else something must be said of it. */
  mention: z.boolean().default(false),
  /** Words that deny it by themselves (没登记). */
  lacking: words,
  /** Words that stand for something that is not it (旅游 for 制造业). */
  denied: words,
  /** The fact that this is a part of; a part is asked for only where the whole cannot be told. */
  of: id.nullable().default(null),
  /** A part without which the whole is not read out of a told situation. */
  needed: z.boolean().default(false),
};

const factSchema = z.discriminatedUnion("type", [
  z.strictObject({ ...asked, type: z.literal("choice"), choices: z.array(choiceSchema).min(2, "至少两个选项") }),
  z.strictObject({ ...asked, type: z.literal("choices"), choices: z.array(choiceSchema).min(2, "至少两个选项") }),
  z.strictObject({ ...asked, ...spoken, type: z.literal("yes_no") }),
  /** A matter of judgement: whoever answers judges himself, and the program never does. */
  z.strictObject({ ...asked, ...spoken, type: z.literal("self_assessment") }),
  z.strictObject({ ...asked, type: z.literal("number"), least: z.number(), most: z.number(), unit: text.nullable().default(null) }),
  z.strictObject({ ...asked, type: z.literal("incidents") }),
]);
export type FactDefinition = z.infer<typeof factSchema>;
export type SpokenFact = Extract<FactDefinition, { type: "yes_no" | "self_assessment" }>;

/** When a condition is met, in three values. */
export type Expression =
  | { all: Expression[] }
  | { any: Expression[] }
  | { not: Expression }
  | { atLeast: { count: number; of: Expression[] } }
  | { yes: string }
  | { no: string }
  | { fact: string; is: string[]; open: string[] }
  | { assess: string }
  | { presume: string; when: Expression }
  | { noIncident: string; kind: IncidentKind; levels: IncidentLevel[]; years: number; told: string };

const expressionSchema: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(expressionSchema).min(1) }),
    z.strictObject({ any: z.array(expressionSchema).min(1) }),
    z.strictObject({ not: expressionSchema }),
    z.strictObject({ atLeast: z.strictObject({ count: z.number().int().min(1), of: z.array(expressionSchema).min(1) }) }),
    z.strictObject({ yes: id }),
    z.strictObject({ no: id }),
    /** The fact is one of `is`; those of `open` leave it undecided. */
    z.strictObject({ fact: id, is: z.array(text).min(1), open: z.array(text).default([]) }),
    /** A self-assessment of the whole, or of all its parts; a part that is lacking fails it. */
    z.strictObject({ assess: id }),
    /** What is said of the fact; where nothing is, it is taken for true if `when` holds. */
    z.strictObject({ presume: id, when: expressionSchema }),
    /** No incident of the kind and these levels in the last `years`, by the list of incidents or by what was told of all. */
    z.strictObject({
      noIncident: id,
      kind: z.enum(INCIDENT_KINDS),
      levels: z.array(z.enum(INCIDENT_LEVELS)).min(1),
      years: z.number().int().min(1),
      told: id,
    }),
  ], "条件写法不对（all、any、not、atLeast、yes、no、fact…is、assess、presume…when、noIncident）"),
);

const conditionSchema = z.strictObject({
  id,
  title: text,
  eId,
  quote: text,
  when: expressionSchema,
  /** The condition counts only where this holds. */
  only: expressionSchema.nullable().default(null),
  /** What the whole comes to where this is not met. */
  otherwise: z.enum(["not_eligible", "not_applicable"]).default("not_eligible"),
  /** The provision that says that this condition must be met, where it is another. */
  basic: eId.nullable().default(null),
  /** Provisions that belong to it: a definition, for one. */
  also: z.array(eId).default([]),
  /** What a person would prepare for it. */
  materials: z.array(text).default([]),
});
export type Condition = z.infer<typeof conditionSchema>;

const stepSchema = z.strictObject({ eId, quote: text, what: text });

const deadlineSchema = z.strictObject({
  id,
  eId,
  quote: text,
  what: text,
  /** Every so many years after the year that the fact `from` gives; left out where it comes at no time of its own. */
  every: z.number().int().min(1).nullable().default(null),
  from: id.nullable().default(null),
  /** Month and day by which it is due, where the provision names them. */
  by: z.string().regex(/^\d\d-\d\d$/, "应为 月-日，例如 03-31").nullable().default(null),
});
export type DeadlineRule = z.infer<typeof deadlineSchema>;

export const ruleSetSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "应为小写字母、数字和连字符"),
  document: text,
  title: text,
  about: text,
  region: text,
  facts: z.array(factSchema).min(1),
  conditions: z.array(conditionSchema).min(1),
  /** Who may apply: told first of all. */
  applicant: z.strictObject({ provision: eId, say: text }),
  steps: z.array(stepSchema).default([]),
  afterwards: z.array(deadlineSchema).default([]),
});
export type RuleSet = z.infer<typeof ruleSetSchema>;
