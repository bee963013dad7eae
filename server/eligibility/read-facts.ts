import type { Expression, RuleSet } from "../../ingest/index.js";
import type { FactValue, Incident } from "./facts.js";
import { happened, lastYears } from "./incidents.js";
import { applicantIn, foundersIn } from "./reading/applicant.js";
import { clausesOf, type Clause } from "./reading/clauses.js";
import { incidentsIn } from "./reading/incidents.js";
import { industryIn } from "./reading/industry.js";
import { regionIn, type NamedPlace } from "./reading/place.js";
import { spokenClaims, type SpokenClaim } from "./reading/spoken.js";

/** A fact as it was read, with the words that told it: it is shown back for correction. */
export interface ReadFact {
  id: string;
  value: FactValue;
  said: string;
}

export interface ReadingInput {
  /** What was said, folded (half-width punctuation, simplified characters). */
  text: string;
  /** Places it names. */
  places: readonly NamedPlace[];
  /** ISO day that 去年 counts from. */
  asOf: string;
}

/**
 * Free text -> facts of a rule set. Takes what is said and never guesses: what is said with a reserve, as a question or
 * as a plan is no fact, nor is what is said both ways.
 */
export function readFacts({ text, places, asOf }: ReadingInput, rules: RuleSet): ReadFact[] {
  const clauses = clausesOf(text);
  const claims = spokenClaims(clauses, rules);
  const read = [
    ...choiceFacts(text, clauses, places, rules),
    ...spokenFacts(claims, rules),
    ...incidentFacts(clauses, asOf, rules),
  ];
  const known = new Set(rules.facts.map(({ id }) => id));
  return read.filter(({ id }, i) => known.has(id) && read.findIndex((other) => other.id === id) === i);
}

function choiceFacts(text: string, clauses: readonly Clause[], places: readonly NamedPlace[], rules: RuleSet): ReadFact[] {
  const read: ReadFact[] = [];
  const region = regionIn(text, places);
  if (region) read.push({ id: "region", value: regionChoice(region.value, rules), said: region.said });
  for (const id of ["applicant_kind", "organisation_kind"]) {
    const fact = rules.facts.find((one) => one.id === id);
    const applicant = fact?.type === "choice" ? applicantIn(text, clauses, fact.choices) : null;
    if (applicant) read.push({ id, ...applicant });
  }
  const founders = foundersIn(clauses, rules);
  if (founders) read.push({ id: "founders", value: founders.values, said: founders.said });
  const { direction, manufacturing } = industryIn(clauses, rules);
  if (direction) read.push({ id: "direction", ...direction });
  // 没有车间: said so outright, it weighs more than what the industry is called.
  const denied = spokenClaims(clauses, rules).find(({ fact, cue }) => fact === "manufacturing" && cue === "denied");
  if (denied) read.push({ id: "manufacturing", value: false, said: denied.said });
  else if (manufacturing) read.push({ id: "manufacturing", ...manufacturing });
  return read;
}

function regionChoice(region: string, { facts }: RuleSet): string {
  const fact = facts.find(({ id }) => id === "region");
  const known = fact?.type === "choice" && fact.choices.some(({ value }) => value === region);
  return known ? region : "其他";
}

/** Facts said by the way; a whole of which its own parts tell enough is read with them. */
function spokenFacts(claims: readonly SpokenClaim[], rules: RuleSet): ReadFact[] {
  const told = new Map<string, { value: boolean | null; said: string }>();
  for (const { id, type } of rules.facts) {
    const of = claims.filter(({ fact }) => fact === id);
    if (of.length === 0 || id === "manufacturing" || (type !== "yes_no" && type !== "self_assessment")) continue;
    told.set(id, { value: settle(of), said: joined(of.map(({ said }) => said)) });
  }
  for (const { id } of rules.facts) {
    const whole = wholeOf(id, told, rules);
    const said = told.get(id);
    if (whole && !said) told.set(id, whole);
    // 数字化我原来不信 beside all that was done: said both ways.
    if (whole && said?.value === false) told.set(id, { ...said, value: null });
  }
  return [...told].flatMap(([id, { value, said }]) => (value === null ? [] : [{ id, value, said }]));
}

/** Said one way only, and without reserve; what was denied outright is not had because it was also named. */
function settle(claims: readonly SpokenClaim[]): boolean | null {
  const ways = new Set(claims.map(({ cue }) => cue));
  if (ways.has("unsure")) return null;
  if (claims.some(({ cue, outright }) => outright && cue === "denied")) return false;
  if (ways.has("denied")) return ways.has("affirmed") ? null : false;
  return ways.has("affirmed") ? true : null;
}

/** The whole is told where half of its parts are, those among them that it cannot do without, and of none it is said that it lacks or is not known. */
function wholeOf(whole: string, told: ReadonlyMap<string, { value: boolean | null; said: string }>, { facts }: RuleSet): { value: boolean; said: string } | null {
  const parts = facts.flatMap((fact) => ("of" in fact && fact.of === whole ? [fact] : []));
  const affirmed = parts.filter(({ id }) => told.get(id)?.value === true);
  const complete = parts.every(({ id, needed }) => !needed || told.get(id)?.value === true);
  const doubted = parts.some(({ id }) => told.has(id) && told.get(id)!.value !== true);
  if (parts.length === 0 || doubted || !complete || affirmed.length < Math.ceil(parts.length / 2)) return null;
  return { value: true, said: joined(affirmed.map(({ id }) => told.get(id)!.said)) };
}

function joined(said: readonly string[]): string {
  return [...new Set(said)].join("；");
}

/** Incidents, and what was told of all of a kind; where one of that kind may or may not count, only the incident itself is taken. */
function incidentFacts(clauses: readonly Clause[], asOf: string, rules: RuleSet): ReadFact[] {
  const { incidents, none, unsure } = incidentsIn(clauses, asOf);
  const read: ReadFact[] = [];
  if (incidents.length > 0) read.push({ id: "incidents", value: incidents.map(({ said: _, ...incident }): Incident => incident), said: incidents.map(({ said }) => said).join("；") });
  for (const { kind, levels, years, told } of rules.conditions.flatMap(({ when }) => incidentRules(when))) {
    const said = none.get(kind);
    const settled = happened(incidents, kind, levels, lastYears(years, asOf)) === false;
    if (said !== undefined && settled && !unsure.has(kind)) read.push({ id: told, value: false, said });
  }
  return read;
}

export type IncidentRule = Extract<Expression, { noIncident: string }>;

/** Every rule of an expression that speaks of incidents. */
export function incidentRules(expression: Expression): IncidentRule[] {
  if ("noIncident" in expression) return [expression];
  return "all" in expression ? expression.all.flatMap(incidentRules) : [];
}
