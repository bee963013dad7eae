import type { NotAnswered, PolicyDocument } from "../../../ingest/index.js";
import type { Understanding } from "../../understanding/understanding.js";
import type { Check, Refusal } from "./check.js";
import type { Example } from "./left-open-questions.js";

/** A reviewed example must be this near, */
const NEAR = 0.25;
/** and nearer than any answered question by this much. Both by asked-as questions held out one by one: 1.5% of them are refused. */
const NEARER = 0.15;

/** The question is nearly one that staff have reviewed and found no provision for. */
export const leftOpen: Check = ({ understanding, retrieved, leftOpen: questions, snapshot }) => {
  if (retrieved.exact.length > 0 || retrieved.scopes.length !== 1) return null;
  const scope = scopeOf(understanding, retrieved.scopes[0]!.evidence[0]?.passage.document);
  const fits = (example: Example): boolean => asksTheSame(example, understanding) && fitsScope(example.entry, scope, snapshot.documents);
  const { open, answered } = questions.nearest(understanding.whole, fits);
  return open && open.similarity >= NEAR && open.similarity - answered >= NEARER ? refusalOf(open.entry) : null;
};

/** It asks for no other value or year, names no place that the question does not, and is of no other region where the question is of one that is here. */
function asksTheSame({ entry, places, ...example }: Example, { whole, wants, years, regions }: Understanding): boolean {
  if (!asksAlike(example.wants, wants) || !asksAlike(example.years, years)) return false;
  if (entry.reason === "outside_region" && regions.length > 0) return false;
  return places.every((place) => whole.includes(place));
}

/** 资金多少 is no example for 资金比例, and 2022年的目标 none for 2020年: where both name some, they share one. */
function asksAlike<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((want) => other.includes(want));
}

interface AskedScope {
  regions: readonly string[];
  documentIds: readonly string[];
}

/** What the question is about: where it names nothing, the document that answers best. 多久复核一次 is none of a plan that says nothing of it. */
function scopeOf({ regions, documentIds }: Understanding, best: PolicyDocument | undefined): AskedScope {
  return regions.length === 0 && documentIds.length === 0 && best ? { regions: [], documentIds: [best.meta.id] } : { regions, documentIds };
}

/** An example of one document or region is none of a question that is about another. */
function fitsScope({ about }: NotAnswered, { regions, documentIds }: AskedScope, documents: ReadonlyMap<string, PolicyDocument>): boolean {
  if (about === EVERYWHERE) return true;
  if (documentIds.length > 0) return documentIds.some((id) => about === id || documents.get(id)?.meta.region === about);
  return regions.length === 0 || regions.includes(documents.get(about)?.meta.region ?? about);
}

const EVERYWHERE = "all";

function refusalOf({ say, ask, related }: NotAnswered): Refusal {
  return { reason: "left_open", missing: `${say}${ask ? `可以向${ask.body}了解。` : ""}`, related };
}
