import { findReferences } from "../ingest/index.js";
import type { DocumentGroups } from "../server/retrieval/hybrid-search.js";
import type { CollectionText } from "./collection.js";

/** Weights of the label-free priors: size of the document, and how often others cite it by title. */
const PRIOR = { size: 0.05, citations: 0.04 } as const;

/**
 * Documents of a dataset of articles, told by their titles without the article number.
 * @param withPriors assumes that larger laws, and laws that others cite by title, are asked about more
 */
export function lawGroups(passages: Iterable<CollectionText>, withPriors: boolean): DocumentGroups {
  const ids = new Map<string, number>();
  const of = Uint32Array.from(passages, ({ title }) => {
    const name = lawName(title);
    const known = ids.get(name) ?? ids.size;
    ids.set(name, known);
    return known;
  });
  return withPriors ? { of, prior: priors(passages, of, ids) } : { of };
}

function lawName(title: string): string {
  const references = findReferences(title);
  return shortName(title.slice(0, references[references.length - 1]?.start ?? title.length));
}

function shortName(name: string): string {
  return name.replace(/^中华人民共和国/, "").trim();
}

function priors(passages: Iterable<CollectionText>, of: Uint32Array, ids: ReadonlyMap<string, number>): Float32Array {
  const sizes = new Float64Array(ids.size);
  const citations = new Float64Array(ids.size);
  for (const id of of) sizes[id]!++;
  for (const { text } of passages) {
    for (const match of text.matchAll(/《([^《》]{2,60})》/g)) {
      const cited = ids.get(shortName(match[1]!));
      if (cited !== undefined) citations[cited]!++;
    }
  }
  return Float32Array.from(sizes, (size, id) => PRIOR.size * Math.log(1 + size) + PRIOR.citations * Math.log(1 + citations[id]!));
}
