import type { DocumentMeta, ForeignMention, ForeignReference, Provision, UnresolvedReference } from "../model.js";
import { ProvisionFinder } from "./provision-finder.js";
import { namesOf, plainTitle } from "./titles.js";

/** What one document says of others. */
export interface DocumentMentions {
  documentId: string;
  mentions: ForeignMention[];
}

/** References of one document to others of the collection, in the order of its text. */
export interface DocumentLinks {
  documentId: string;
  references: ForeignReference[];
}

export interface CollectionReferences {
  links: DocumentLinks[];
  unresolved: UnresolvedReference[];
}

/**
 * Leads what documents say of each other to documents and provisions, once all are known. A document whose provisions are named
 * is read once; one at a time is in memory.
 * @param metas all documents of the collection
 * @param provisionsOf reads a document's provisions
 */
export function resolveCollection(
  metas: readonly DocumentMeta[],
  said: readonly DocumentMentions[],
  provisionsOf: (documentId: string) => readonly Provision[],
): CollectionReferences {
  const titles = new TitleIndex(metas);
  const links = new Map<string, ForeignReference[]>();
  const unresolved: UnresolvedReference[] = [];
  const byTarget = new Map<string, NamedPlace[]>();
  for (const { documentId, mentions } of said) {
    for (const mention of mentions) {
      const target = titles.find(mention, documentId);
      if (target !== null) append(byTarget, target, { documentId, mention });
      else if (mention.parts.length > 0) unresolved.push(missing({ documentId, mention }, "unknown_document"));
    }
  }
  for (const [target, places] of byTarget) {
    const finder = places.some(({ mention }) => mention.parts.length > 0) ? new ProvisionFinder(provisionsOf(target)) : null;
    for (const place of places) {
      const { start, end, from, parts } = place.mention;
      const eIds = finder && parts.length > 0 ? finder.resolve(place.mention, finder.everything(), MOST_NAMED).map(({ eId }) => eId) : [];
      if (eIds.length > 0 || parts.length === 0) append(links, place.documentId, { start, end, from, documentId: target, eIds });
      else unresolved.push(missing(place, "no_such_provision"));
    }
  }
  return { links: inOrder(links), unresolved };
}

/** Of a range so many provisions are linked. */
const MOST_NAMED = 50;

interface NamedPlace {
  documentId: string;
  mention: ForeignMention;
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

function missing({ documentId, mention: { line, said } }: NamedPlace, reason: UnresolvedReference["reason"]): UnresolvedReference {
  return { documentId, line, text: said, reason };
}

function inOrder(links: ReadonlyMap<string, ForeignReference[]>): DocumentLinks[] {
  return [...links].map(([documentId, references]) => ({ documentId, references: references.sort((a, b) => a.start - b.start) })).sort((a, b) => (a.documentId < b.documentId ? -1 : 1));
}

const APPENDIX = /[（(][^（()）]{1,20}[）)]$/;
const SHORTEST_NAME = 2;
const LONGEST_NAME = 60;

/** Finds documents by the names that texts give them. */
class TitleIndex {
  private readonly byName = new Map<string, DocumentMeta[]>();

  constructor(metas: readonly DocumentMeta[]) {
    for (const meta of metas) for (const name of namesOf(meta)) append(this.byName, name, meta);
  }

  /** The document that is named; null for one that the collection lacks, and for the naming document itself. */
  find({ title, bare }: ForeignMention, self: string): string | null {
    const plain = plainTitle(title);
    const found = bare ? this.longestAtEnd(plain) : (this.byName.get(plain) ?? this.byName.get(plain.replace(APPENDIX, "")));
    const others = (found ?? []).filter(({ id }) => id !== self);
    return others.length === 0 ? null : others.reduce((best, one) => (isNewer(one, best) ? one : best)).id;
  }

  /** 应当认定为民法典 ends with a name. */
  private longestAtEnd(run: string): DocumentMeta[] | undefined {
    for (let length = Math.min(run.length, LONGEST_NAME); length >= SHORTEST_NAME; length--) {
      const found = this.byName.get(plainTitle(run.slice(run.length - length)));
      if (found) return found;
    }
    return undefined;
  }
}

/** Of several versions of one name the one in force is meant, else the newest. */
function isNewer(one: DocumentMeta, best: DocumentMeta): boolean {
  const inForce = Number(one.status === "in_force") - Number(best.status === "in_force");
  return inForce !== 0 ? inForce > 0 : dateOf(one) > dateOf(best);
}

function dateOf({ effective, issued, published }: DocumentMeta): string {
  return effective ?? issued ?? published ?? "";
}
