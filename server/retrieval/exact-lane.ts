import { isComplete, ProvisionFinder, toChinese, type PolicyDocument, type Provision, type Reference, type ReferencePart } from "../../ingest/index.js";
import type { NamedReference, Understanding } from "../understanding/understanding.js";

/** A provision that the question names by its number. */
export interface ExactHit {
  document: PolicyDocument;
  provision: Provision;
}

/** A reference, or a number of a range, that no document in scope has. */
export interface Unresolved {
  reference: Reference;
  text: string;
}

/** Provisions that one answer quotes by number; the rest is left to the reader. */
export const MOST_EXACT = 20;

/**
 * Resolves the references of a question to provisions, in the documents it asks for. Each provision stands once, and none
 * inside another that is quoted whole.
 */
export function resolveReferences(
  understanding: Understanding,
  documents: ReadonlyMap<string, PolicyDocument>,
): { hits: ExactHit[]; unresolved: Unresolved[] } {
  const inScope = [...documents.values()].filter((document) => isInScope(document, understanding));
  const hits: ExactHit[] = [];
  const unresolved: Unresolved[] = [];
  for (const reference of understanding.references) {
    const found = isComplete(reference)
      ? inScope.flatMap((document) => resolveIn(document, reference).map((provision) => ({ document, provision })))
      : [];
    hits.push(...found);
    const missing = found.length === 0 ? reference.said : missingOrdinals(reference, found);
    if (missing) unresolved.push({ reference, text: missing });
  }
  return { hits: outermostOnce(hits), unresolved };
}

/** The end of a range that stands in no document: 第二十条至第三十条 of a text that ends with 第十九条. */
function missingOrdinals({ parts, last }: Reference, found: readonly ExactHit[]): string | null {
  const final = parts[parts.length - 1]!;
  const reached = Math.max(...found.map(({ provision }) => provision.ordinal ?? 0));
  if (last === null || final.element !== "art" || reached >= last) return null;
  const first = `第${toChinese(reached + 1)}条`;
  return reached + 1 === last ? first : `${first}至第${last < 10_000 ? toChinese(last) : last}条`;
}

function outermostOnce(hits: readonly ExactHit[]): ExactHit[] {
  const covers = (outer: ExactHit, inner: ExactHit): boolean =>
    outer.document === inner.document && outer.provision.from <= inner.provision.from && outer.provision.until >= inner.provision.until;
  const kept: ExactHit[] = [];
  for (const hit of hits) {
    if (kept.some((other) => covers(other, hit))) continue;
    const rest = kept.filter((other) => !covers(hit, other));
    kept.length = 0;
    kept.push(...rest, hit);
  }
  return kept;
}

function isInScope({ meta }: PolicyDocument, { documentIds, regions }: Understanding): boolean {
  if (documentIds.length > 0) return documentIds.includes(meta.id);
  if (regions.length > 0) return meta.region !== null && regions.includes(meta.region);
  return meta.status !== "non_normative";
}

const finders = new WeakMap<PolicyDocument, ProvisionFinder>();

/** The provisions a reference names in one document; a range names several. */
export function resolveIn(document: PolicyDocument, reference: Reference & Pick<NamedReference, "fromEnd">): Provision[] {
  if (reference.fromEnd) return countedFromEnd(document, reference.parts[0]!);
  let finder = finders.get(document);
  if (!finder) finders.set(document, (finder = new ProvisionFinder(document.provisions)));
  return finder.resolve(reference);
}

/** 倒数第二条: the last but one of the document's own text. */
function countedFromEnd({ provisions }: PolicyDocument, { element, ordinal }: ReferencePart): Provision[] {
  const kind = element === "chp" ? "chapter" : "article";
  const attached = provisions.findIndex((provision) => provision.kind === "attachment");
  const found = (attached < 0 ? provisions : provisions.slice(0, attached)).filter((provision) => provision.kind === kind).at(-ordinal);
  return found ? [found] : [];
}
