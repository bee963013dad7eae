import type { PolicyDocument, RuleSet, Snapshot } from "../../ingest/index.js";
import { toCitation, wholeSpan } from "../chat/citations.js";
import { documentNotices } from "../chat/notices.js";
import { FactError, parseFacts, type Facts } from "../eligibility/facts.js";
import { findRules, judge } from "../eligibility/judge.js";
import { assessmentOf, type Cite } from "../eligibility/wire.js";
import { AppError } from "../errors.js";
import type { Assessment } from "../schemas/eligibility.js";

/** @throws AppError unknown_rule_set that names those there are */
export function rulesOf({ rules }: Snapshot, id: string): RuleSet {
  return findRules(rules, id) ?? unknownRules(rules);
}

/** Given facts judged by one rule set. @param asOf ISO day @throws AppError unknown_rule_set, bad_fact */
export function assess(snapshot: Snapshot, ruleSetId: string, facts: Readonly<Record<string, unknown>>, asOf: string): Assessment {
  const rules = rulesOf(snapshot, ruleSetId);
  const document = snapshot.documents.get(rules.document)!;
  return { ...assessmentOf(judge({ rules, facts: taken(rules, facts), asOf }), citer(document, asOf)), notices: documentNotices(document, asOf) };
}

/** @throws AppError unknown_rule_set */
function unknownRules(known: readonly RuleSet[]): never {
  throw new AppError("unknown_rule_set", 404, `没有这套自测规则，现有：${known.map(({ id }) => id).join("、")}。`);
}

/** Checked facts. @throws AppError bad_fact that names the fact */
export function taken(rules: RuleSet, given: Readonly<Record<string, unknown>>): Facts {
  try {
    return parseFacts(rules, given);
  } catch (cause) {
    if (cause instanceof FactError) throw new AppError("bad_fact", 400, `${cause.message}。`, { cause, details: { factId: cause.factId } });
    throw cause;
  }
}

/** Cites provisions of one document, numbered in the order in which they are first cited. */
export function citer(document: PolicyDocument, asOf: string): Cite {
  const numbers = new Map<string, number>();
  return (eId) => {
    if (!numbers.has(eId)) numbers.set(eId, numbers.size + 1);
    return toCitation(wholeSpan(document, document.provisions.find((one) => one.eId === eId)!), numbers.get(eId)!, asOf);
  };
}
