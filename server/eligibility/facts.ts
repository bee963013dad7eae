import { INCIDENT_KINDS, INCIDENT_LEVELS, isDay, type FactDefinition, type IncidentKind, type IncidentLevel, type RuleSet } from "../../ingest/index.js";

/** Something that happened: `from` and `to` are ISO days, the first and last on which it may have been; null where that is not known. */
export interface Incident {
  kind: IncidentKind;
  level: IncidentLevel;
  from: string | null;
  to: string | null;
}

/** yes_no and self_assessment: boolean; choice: its value; choices: values; number; incidents. */
export type FactValue = boolean | string | string[] | number | Incident[];

/** What is known, by fact id; a fact that is not known is not there. */
export type Facts = Readonly<Record<string, FactValue>>;

/** A fact that cannot be taken: names it, says what was expected. Message in Chinese. */
export class FactError extends Error {
  constructor(
    readonly factId: string,
    message: string,
  ) {
    super(`${factId}：${message}`);
    this.name = "FactError";
  }
}

const NOT_KNOWN: ReadonlySet<unknown> = new Set([null, undefined, "", "unknown", "不清楚", "不知道", "未知"]);
const YES: ReadonlySet<unknown> = new Set([true, "yes", "true", "是", "有"]);
const NO: ReadonlySet<unknown> = new Set([false, "no", "false", "否", "没有", "不是"]);

/**
 * Facts as they come from outside, checked against the rule set. What is said not to be known (null, "unknown", 不清楚) is left out.
 * @throws FactError for a fact that the rule set has not, and for a value that the fact cannot have
 */
export function parseFacts({ facts: definitions }: RuleSet, given: Readonly<Record<string, unknown>>): Facts {
  const facts: Record<string, FactValue> = {};
  for (const [id, value] of Object.entries(given)) {
    const definition = definitions.find((one) => one.id === id);
    if (!definition) throw new FactError(id, `没有这一项事实，应为 ${definitions.map((one) => one.id).join("、")} 之一`);
    if (!NOT_KNOWN.has(value)) facts[id] = parseFact(definition, value);
  }
  return facts;
}

/** @throws FactError */
export function parseFact(definition: FactDefinition, value: unknown): FactValue {
  switch (definition.type) {
    case "choice":
      return choiceOf(definition, value);
    case "choices":
      return [...new Set((Array.isArray(value) ? value : [value]).map((one) => choiceOf(definition, one)))];
    case "number":
      return numberOf(definition, value);
    case "incidents":
      return (Array.isArray(value) ? value : [value]).map((one) => incidentOf(definition.id, one));
    default:
      if (YES.has(value)) return true;
      if (NO.has(value)) return false;
      throw new FactError(definition.id, "应为 true、false，或 null（不清楚）");
  }
}

function choiceOf({ id, choices }: Extract<FactDefinition, { choices: unknown }>, value: unknown): string {
  const found = choices.find((choice) => choice.value === value || choice.label === value);
  if (!found) throw new FactError(id, `应为 ${choices.map((choice) => `${choice.value}（${choice.label}）`).join("、")} 之一，或 null（不清楚）`);
  return found.value;
}

function numberOf({ id, least, most }: Extract<FactDefinition, { type: "number" }>, value: unknown): number {
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number === "number" && Number.isInteger(number) && number >= least && number <= most) return number;
  throw new FactError(id, `应为 ${least} 到 ${most} 的整数`);
}

const WHEN = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

function incidentOf(id: string, value: unknown): Incident {
  const { kind, level = "unknown", when, from, to } = (value ?? {}) as Record<string, unknown>;
  if (!INCIDENT_KINDS.includes(kind as IncidentKind)) throw new FactError(id, `kind 应为 ${INCIDENT_KINDS.join("、")} 之一`);
  if (!INCIDENT_LEVELS.includes(level as IncidentLevel)) throw new FactError(id, `level 应为 ${INCIDENT_LEVELS.join("、")} 之一`);
  const [first] = periodOf(id, from ?? when);
  const [, last] = periodOf(id, to ?? when);
  if (first !== null && last !== null && first > last) throw new FactError(id, "from 应不晚于 to");
  return { kind: kind as IncidentKind, level: level as IncidentLevel, from: first, to: last };
}

/** First and last day of a year, a month or a day. */
function periodOf(id: string, when: unknown): [string | null, string | null] {
  if (NOT_KNOWN.has(when)) return [null, null];
  const [, year, month, day] = WHEN.exec(String(when)) ?? [];
  const known = year !== undefined && isDay(`${year}-${month ?? "01"}-${day ?? "01"}`);
  if (!known) throw new FactError(id, "when 应写作 2024、2024-05 或 2024-05-03");
  if (day !== undefined) return [`${year}-${month}-${day}`, `${year}-${month}-${day}`];
  return [`${year}-${month ?? "01"}-01`, `${year}-${month ?? "12"}-${lastDay(Number(year), Number(month ?? 12))}`];
}

export function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
