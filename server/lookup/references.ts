import type { Definition, ForeignReference, OwnReference, PolicyDocument, Provision, Snapshot } from "../../ingest/index.js";
import { documentUrl, provisionId, provisionUrl } from "../chat/citations.js";
import type { DefinitionView, ReferenceView, ReferrerView } from "../schemas/http.js";

/** What refers to a provision: a place in some document. */
interface Referrer {
  document: PolicyDocument;
  reference: OwnReference;
}

type Linked = Pick<Snapshot, "documents" | "links">;

/** References and definitions of a snapshot, ready to be told. */
export class ReferenceBook {
  private static readonly books = new WeakMap<Linked["documents"], ReferenceBook>();
  /** By "documentId#eId": what refers there. Made when it is first asked. */
  private referrers: Map<string, Referrer[]> | null = null;

  private constructor(private readonly snapshot: Linked) {}

  /** The book of a snapshot, made once. */
  static of(snapshot: Linked): ReferenceBook {
    let book = ReferenceBook.books.get(snapshot.documents);
    if (!book) ReferenceBook.books.set(snapshot.documents, (book = new ReferenceBook(snapshot)));
    return book;
  }

  /** What the text of a document between `start` and `end` refers to, in its order. */
  references(document: PolicyDocument, { start, end }: Pick<Provision, "start" | "end">): ReferenceView[] {
    return this.all(document)
      .filter((reference) => reference.start >= start && reference.end <= end)
      .map((reference) => this.tell(document, reference));
  }

  private all({ meta, references }: PolicyDocument): ForeignReference[] {
    const own = references.map((reference) => ({ ...reference, documentId: meta.id }));
    return [...own, ...(this.snapshot.links.get(meta.id) ?? [])].sort((a, b) => a.start - b.start);
  }

  private tell({ text }: PolicyDocument, { start, end, from, documentId, eIds }: ForeignReference): ReferenceView {
    const target = this.snapshot.documents.get(documentId)!;
    const labels = labelsOf(target);
    return {
      from,
      start,
      end,
      text: text.slice(start, end),
      documentId,
      documentTitle: target.meta.title,
      url: eIds.length === 0 ? documentUrl(documentId) : provisionUrl(documentId, eIds[0]!),
      targets: eIds.map((eId) => ({ eId, provisionId: provisionId(documentId, eId), label: labels.get(eId) ?? eId, url: provisionUrl(documentId, eId) })),
    };
  }

  /** What refers to a provision from outside it, each place once, the provision's own document first. */
  referredBy(document: PolicyDocument, provision: Provision): ReferrerView[] {
    const seen = new Set<string>();
    const found = this.referrersOf(document.meta.id, provision.eId).filter(({ document: source, reference }) => {
      const place = provisionId(source.meta.id, reference.from);
      const isInside = source === document && reference.start >= provision.from && reference.end <= provision.until;
      return !isInside && !seen.has(place) && seen.add(place);
    });
    return found.map(tellReferrer);
  }

  /** How many places refer to each provision of a document. */
  countReferrers({ meta, provisions }: PolicyDocument): Record<string, number> {
    return Object.fromEntries(provisions.flatMap(({ eId }) => {
      const count = this.referrersOf(meta.id, eId).length;
      return count > 0 ? [[eId, count]] : [];
    }));
  }

  private referrersOf(documentId: string, eId: string): Referrer[] {
    this.referrers ??= this.readReferrers();
    return this.referrers.get(provisionId(documentId, eId)) ?? [];
  }

  private readReferrers(): Map<string, Referrer[]> {
    const referrers = new Map<string, Referrer[]>();
    for (const document of this.snapshot.documents.values()) {
      for (const reference of this.all(document)) {
        for (const eId of reference.eIds) {
          const key = provisionId(reference.documentId, eId);
          const known = referrers.get(key);
          if (known) known.push({ document, reference });
          else referrers.set(key, [{ document, reference }]);
        }
      }
    }
    for (const [key, found] of referrers) {
      const own = (one: Referrer): number => (key.startsWith(`${one.document.meta.id}#`) ? 0 : 1);
      found.sort((a, b) => own(a) - own(b));
    }
    return referrers;
  }
}

const labels = new WeakMap<PolicyDocument, ReadonlyMap<string, string>>();

/** A document's labels by eId. */
function labelsOf(document: PolicyDocument): ReadonlyMap<string, string> {
  let known = labels.get(document);
  if (!known) labels.set(document, (known = new Map(document.provisions.map(({ eId, label }) => [eId, label]))));
  return known;
}

const QUOTE_AROUND = 20;

function tellReferrer({ document, reference: { from, start, end } }: Referrer): ReferrerView {
  const { meta, text } = document;
  const [lineStart, lineEnd] = [text.lastIndexOf("\n", start) + 1, text.indexOf("\n", end)];
  return {
    provisionId: provisionId(meta.id, from),
    documentId: meta.id,
    documentTitle: meta.title,
    label: labelsOf(document).get(from) ?? from,
    quote: text.slice(Math.max(lineStart, start - QUOTE_AROUND), Math.min(lineEnd < 0 ? text.length : lineEnd, end + QUOTE_AROUND)),
    url: provisionUrl(meta.id, from),
  };
}

/** Definitions of the document whose terms stand in a provision, less those that stand in it themselves. */
export function definitionsUsed(document: PolicyDocument, { start, end }: Pick<Provision, "start" | "end">): DefinitionView[] {
  const body = document.text.slice(start, end);
  return document.definitions
    .filter((definition) => (definition.start >= end || definition.end <= start) && body.includes(definition.term))
    .map((definition) => tellDefinition(document, definition));
}

export function tellDefinition(document: PolicyDocument, { term, kind, start, end, from }: Definition): DefinitionView {
  const { meta, text } = document;
  const label = labelsOf(document).get(from) ?? from;
  return { term, kind, start, end, from, label, text: text.slice(start, end), provisionId: provisionId(meta.id, from), url: provisionUrl(meta.id, from) };
}
