import { findReferences } from "../ingest/index.js";
import type { DocumentGroups } from "../server/retrieval/hybrid-search.js";
import type { CollectionText } from "./collection.js";

/** Weights of the label-free priors: size of the document, laws before what ranks below them, and how many articles of others name it. */
const PRIOR = { size: 0.05, law: 0.15, mentions: 0.02 } as const;

/**
 * Documents of a dataset of articles, told by their titles without the article number.
 * @param withPriors assumes that larger documents, laws (法, 法典), and documents that others name are asked about more
 */
export function lawGroups(passages: Iterable<CollectionText>, withPriors: boolean): DocumentGroups {
  const { of, ids } = lawNames(passages);
  return withPriors ? { of, prior: priors(passages, of, ids) } : { of };
}

/** Short names of the laws, numbered in order of first sight, and which each passage belongs to. */
export function lawNames(passages: Iterable<CollectionText>): { of: Uint32Array; ids: Map<string, number> } {
  const ids = new Map<string, number>();
  const of = Uint32Array.from(passages, ({ title }) => {
    const name = lawName(title);
    const known = ids.get(name) ?? ids.size;
    ids.set(name, known);
    return known;
  });
  return { of, ids };
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
  for (const id of of) sizes[id]!++;
  const mentions = countMentions(passages, of, ids);
  const names = [...ids.keys()];
  return Float32Array.from(names, (name, id) => {
    const rank = /法典?$/.test(name) && !name.endsWith("办法") ? PRIOR.law : 0;
    return PRIOR.size * Math.log(1 + sizes[id]!) + rank + PRIOR.mentions * Math.log(1 + mentions[id]!);
  });
}

const SHORTEST_NAME = 3;
const LONGEST_NAME = 25;

/** Articles of other documents that name each document, the longest name at each place. */
export function countMentions(passages: Iterable<CollectionText>, of: Uint32Array, ids: ReadonlyMap<string, number>): Float64Array {
  const lastCharacters = new Set([...ids.keys()].map((name) => name.slice(-1)));
  const counts = new Float64Array(ids.size);
  let passage = 0;
  for (const { text } of passages) {
    const own = of[passage++];
    const named = new Set<number>();
    for (let end = SHORTEST_NAME; end <= text.length; end++) {
      if (!lastCharacters.has(text[end - 1]!)) continue;
      const id = longestNameBefore(text, end, ids);
      if (id !== undefined && id !== own) named.add(id);
    }
    for (const id of named) counts[id]!++;
  }
  return counts;
}

function longestNameBefore(text: string, end: number, ids: ReadonlyMap<string, number>): number | undefined {
  for (let length = Math.min(LONGEST_NAME, end); length >= SHORTEST_NAME; length--) {
    const id = ids.get(text.slice(end - length, end));
    if (id !== undefined) return id;
  }
  return undefined;
}
