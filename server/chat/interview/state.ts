import { z } from "zod";
import type { RuleSet } from "../../../ingest/index.js";
import type { FactValue, Facts, Incident } from "../../eligibility/facts.js";
import { happened, lastYears } from "../../eligibility/incidents.js";
import { incidentRules, type ReadFact } from "../../eligibility/read-facts.js";

/** A self-assessment as a conversation remembers it; kept with every turn of it. */
export interface InterviewState {
  ruleSetId: string;
  facts: Facts;
  /** The words that told each fact. */
  said: Readonly<Record<string, string>>;
  /** Facts that were asked for and are not known. */
  declined: readonly string[];
  /** The fact that was asked for last. */
  asked: string | null;
  /** False while something else is spoken of. */
  open: boolean;
}

const incidentSchema = z.object({ kind: z.string(), level: z.string(), from: z.string().nullable(), to: z.string().nullable() });
const stateSchema = z.object({
  ruleSetId: z.string(),
  facts: z.record(z.string(), z.union([z.boolean(), z.string(), z.number(), z.array(z.string()), z.array(incidentSchema)])),
  said: z.record(z.string(), z.string()),
  declined: z.array(z.string()),
  asked: z.string().nullable(),
  open: z.boolean(),
});

/** A stored state; one that an older version kept in another form begins anew. */
export function rememberedInterview(stored: unknown): InterviewState | null {
  const parsed = stateSchema.safeParse(stored);
  return parsed.success ? (parsed.data as InterviewState) : null;
}

export function newInterview({ id }: RuleSet): InterviewState {
  return { ruleSetId: id, facts: {}, said: {}, declined: [], asked: null, open: true };
}

/** The state with what a turn told: what is said later holds, incidents add up. @param asOf ISO day */
export function withFacts(state: InterviewState, read: readonly ReadFact[], rules: RuleSet, asOf: string): InterviewState {
  const facts: Record<string, FactValue> = { ...state.facts };
  const said: Record<string, string> = { ...state.said };
  for (const fact of read) {
    const before = facts[fact.id];
    const adds = rules.facts.find(({ id }) => id === fact.id)?.type === "incidents" && before !== undefined;
    facts[fact.id] = adds ? [...(before as Incident[]), ...(fact.value as Incident[])] : fact.value;
    said[fact.id] = adds ? `${said[fact.id] ?? ""}；${fact.said}` : fact.said;
  }
  for (const fact of doubted(read, rules, asOf)) delete facts[fact];
  return { ...state, facts, said, declined: state.declined.filter((fact) => facts[fact] === undefined) };
}

/** 没有重大事故 is doubted by an incident that is told later and may be one. */
function doubted(read: readonly ReadFact[], rules: RuleSet, asOf: string): string[] {
  return rules.conditions
    .flatMap(({ when }) => incidentRules(when))
    .filter(({ noIncident, kind, levels, years }) => {
      const told = read.find(({ id }) => id === noIncident)?.value as Incident[] | undefined;
      return told !== undefined && happened(told, kind, levels, lastYears(years, asOf)) === null;
    })
    .map(({ told }) => told)
    .filter((fact) => !read.some(({ id }) => id === fact));
}
