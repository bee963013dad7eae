import { isComplete, toChinese, type PolicyDocument, type Provision, type Reference, type ReferencePart } from "../../ingest/index.js";
import type { Understanding } from "../understanding/understanding.js";

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

/** The provisions a reference names in one document; a range names several. */
export function resolveIn(document: PolicyDocument, reference: Reference): Provision[] {
  const final = reference.parts[reference.parts.length - 1]!;
  // A document has no more ordinals than provisions: a range far beyond its end costs no more.
  const last = Math.min(reference.last ?? final.ordinal, final.ordinal + document.provisions.length);
  const ordinals = range(final.ordinal, last);
  return ordinals.flatMap((ordinal) => {
    const parts = [...reference.parts.slice(0, -1), { ...final, ordinal }];
    return findByParts(document, parts) ?? [];
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Walks from the outermost step inward; each step is the first descendant of its kind and number. */
function findByParts({ provisions }: PolicyDocument, parts: readonly ReferencePart[]): Provision | null {
  let scope: Provision | null = null;
  for (const part of parts) {
    const next = provisions.find((provision) => matches(provision, part, provisions) && (scope === null || isInside(provision, scope, provisions)));
    // 第四条第一款 of an article with a single paragraph is the article itself.
    if (!next && part.element === "para" && part.ordinal === 1 && scope !== null) continue;
    if (!next) return null;
    scope = next;
  }
  return scope;
}

const KINDS: Record<ReferencePart["element"], Provision["kind"][]> = {
  part: ["part"],
  chp: ["chapter"],
  sect: ["section"],
  art: ["article"],
  para: ["para"],
  // 二（一）第3项, 第二部分第（一）项: people call the steps of an outline 项 too.
  item: ["item", "subsec", "point"],
  subitem: ["point"],
  sec: ["sec"],
  subsec: ["subsec"],
  point: ["point"],
};

function matches(provision: Provision, part: ReferencePart, provisions: readonly Provision[]): boolean {
  if (!KINDS[part.element].includes(provision.kind)) return false;
  if (provision.kind === "para") return paragraphNumber(provision, provisions) === part.ordinal;
  return provision.ordinal === part.ordinal && provision.insertion === part.insertion;
}

function paragraphNumber(provision: Provision, provisions: readonly Provision[]): number {
  const siblings = provision.parent === null ? [] : provisions[provision.parent]!.children.map((child) => provisions[child]!);
  return siblings.filter((sibling) => sibling.kind === "para").indexOf(provision) + 1;
}

function isInside(provision: Provision, ancestor: Provision, provisions: readonly Provision[]): boolean {
  for (let at = provision.parent; at !== null; at = provisions[at]!.parent) if (provisions[at] === ancestor) return true;
  return false;
}
