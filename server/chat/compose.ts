import type { PolicyDocument, Provision, Snapshot } from "../../ingest/index.js";
import type { Evidence } from "../retrieval/evidence.js";
import type { Understanding } from "../understanding/understanding.js";
import { MOST_EXACT } from "../retrieval/exact-lane.js";
import type { Retrieved } from "../retrieval/retrieve.js";
import { wholeSpan, type CitedSpan } from "./citations.js";
import { listingFor, type Listing } from "./listing.js";
import { cutToQuestion, type TermValue } from "./passage-cut.js";

/** A piece of an answer: a lead in the assistant's words and the exact spans it introduces. */
export interface Paragraph {
  lead: string;
  spans: CitedSpan[];
}

/** Provisions quoted in an answer: more of them only while they score near the best. */
const MOST_PROVISIONS = 4;
const MOST_PER_SCOPE = 2;
const NEAR_BEST = 0.72;

/** Evidence -> an answer made of the provisions' own sentences. */
export function compose(understanding: Understanding, retrieved: Retrieved, snapshot: Snapshot): Paragraph[] {
  if (retrieved.exact.length > 0) return composeLookup(retrieved);
  const value = termValue(retrieved, snapshot);
  return retrieved.scopes.flatMap(({ evidence }) => {
    const listing = listingFor(understanding, evidence);
    if (listing) return composeListing(listing);
    return chooseEvidence(evidence, retrieved.scopes.length).map(({ passage: { document, provision } }) => {
      const spans = cutToQuestion(wholeSpan(document, provision), snapshot.tokenizer, value);
      return { lead: leadFor(document, provision, spans[0]), spans };
    });
  });
}

/** The opening sentence, then an item a line. */
function composeListing({ opening, items }: Listing): Paragraph[] {
  return [
    { lead: leadFor(opening.document, opening.provision), spans: [opening] },
    ...items.map((item) => ({ lead: "", spans: [item] })),
  ];
}

/** A lookup gives the provision whole. */
function composeLookup({ exact }: Retrieved): Paragraph[] {
  return exact.slice(0, MOST_EXACT).map(({ document, provision }) => ({
    lead: leadFor(document, provision),
    spans: [wholeSpan(document, provision)],
  }));
}

/** The best provisions of a scope: those that score near its best. */
export function chooseEvidence(evidence: readonly Evidence[], scopes: number): Evidence[] {
  const best = evidence[0]?.score ?? 0;
  const most = scopes > 1 ? MOST_PER_SCOPE : MOST_PROVISIONS;
  return evidence.filter((item) => item.score >= best * NEAR_BEST).slice(0, most);
}

/**
 * Title, number and label; the label is left out where the text itself begins with it (第六条 申报……). Where the quote
 * begins after the provision's heading, the heading is named, so that the reader knows what the sentences speak of.
 */
function leadFor({ meta, text }: PolicyDocument, provision: Provision, first?: CitedSpan): string {
  const number = meta.docNumber ? `（${meta.docNumber}）` : "";
  const label = text.startsWith(provision.label, provision.start) ? "" : provision.label;
  const skipped = first !== undefined && first.start > provision.start && provision.heading !== null;
  return `《${meta.title}》${number}${label}${skipped ? `“${provision.heading}”` : ""}：`;
}

/** How much each term of this turn's query tells. */
export function termValue({ query }: Retrieved, { lexical, passages }: Snapshot): TermValue {
  return (term) => {
    const weight = query.terms.get(term);
    if (weight === undefined) return 0;
    return weight * Math.log(1 + passages.length / (1 + lexical.documentFrequency(term)));
  };
}
