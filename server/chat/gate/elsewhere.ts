import type { PolicyDocument } from "../../../ingest/index.js";
import type { Understanding } from "../../understanding/understanding.js";
import type { Check } from "./check.js";

/** Steps of a procedure, as official texts call them. A person's own words for one may stand nowhere and be answered all the same. */
const STEPS = /初审|复审|评审|答辩|核查|公示|复核|撤销|验收|考评|备案/g;

/**
 * A region or document is asked how a step is done that only others write of: 江苏复核几年一次, where only 贵州 has reviews. Of 9,142
 * asked-as questions put to their own region it refuses two.
 */
export const notInScope: Check = ({ understanding, retrieved: { exact, scopes, query }, snapshot: { documents } }) => {
  const [scope, ...more] = scopes;
  if (exact.length > 0 || !scope || more.length > 0 || !namesScope(understanding) || !asksOfStep(understanding)) return null;
  const found = [...new Set(scope.evidence.map(({ passage }) => passage.document))];
  const reworded = query.rewordings.map(({ said }) => said).join("\n");
  const isElsewhere = (word: string): boolean => !reworded.includes(word) && !isIn(found, word) && isIn([...documents.values()], word);
  const missing = [...new Set(understanding.whole.match(STEPS))].filter(isElsewhere);
  return missing.length > 0 ? { reason: "not_in_scope", missing: `${nameOf(scope.scope, understanding)}没有写到“${missing.join("、")}”` } : null;
};

function namesScope({ regions, documentIds }: Understanding): boolean {
  return regions.length + documentIds.length > 0;
}

function asksOfStep({ wants, intent }: Understanding): boolean {
  return wants.includes("duration") || wants.includes("date") || wants.includes("who") || intent === "procedure";
}

function isIn(documents: readonly PolicyDocument[], word: string): boolean {
  return documents.some(({ text }) => text.includes(word));
}

function nameOf(scope: string, { documentIds }: Understanding): string {
  return documentIds.length > 0 ? `《${scope}》` : `${scope}的文件`;
}
