import { findReferences } from "../ingest/index.js";
import type { CollectionText } from "./collection.js";
import { countMentions, lawNames } from "./law-groups.js";

/**
 * What may be said of articles before any question, without a label. It assumes that people ask more about laws (法, 法典) than
 * about what ranks below them, about documents and articles that others name, and about what takes more words to say. The weights
 * were chosen on half of STARD's questions (docs/retrieval.md).
 */
const PRIOR = { law: 0.15, mentions: 0.03, citations: 0.02, length: 0.03 } as const;

/** Laws of a collection of articles titled by law and number, and the prior of each article. */
export interface LawPriors {
  /** Which law each passage belongs to. */
  of: Uint32Array;
  laws: number;
  /** By passage. */
  prior: Float64Array;
}

export function lawPriors(passages: readonly CollectionText[]): LawPriors {
  const { of, ids } = lawNames(passages);
  const names = [...ids.keys()];
  const mentions = countMentions(passages, of, ids);
  const citations = countCitations(passages, of, names);
  const prior = Float64Array.from(passages, ({ text }, i) => {
    const law = of[i]!;
    return (
      (isLaw(names[law]!) ? PRIOR.law : 0) +
      PRIOR.mentions * Math.log(1 + mentions[law]!) +
      PRIOR.citations * Math.log(1 + citations[i]!) +
      PRIOR.length * Math.log(1 + text.length)
    );
  });
  return { of, laws: names.length, prior };
}

function isLaw(name: string): boolean {
  return /法典?$/.test(name) && !name.endsWith("办法");
}

/** Most articles that a range (第三条至第二十条) counts for. */
const LONGEST_RANGE = 20;

/** By passage: how many others cite it by its article, of the same law or by the law's name before the number. */
function countCitations(passages: readonly CollectionText[], of: Uint32Array, names: readonly string[]): Float64Array {
  const places = new Map(passages.map(({ title }, i) => [`${of[i]} ${articlesIn(title).pop()?.first}`, i]));
  const ids = new Map(names.map((name, id) => [name, id]));
  const counts = new Float64Array(passages.length);
  passages.forEach(({ text }, passage) => {
    const cited = new Set<number>();
    for (const { first, last, start } of articlesIn(text)) {
      const law = lawBefore(text, start, ids) ?? of[passage];
      for (let article = first; article <= Math.min(last, first + LONGEST_RANGE); article++) cited.add(places.get(`${law} ${article}`) ?? passage);
    }
    cited.delete(passage);
    for (const other of cited) counts[other]!++;
  });
  return counts;
}

/** References to articles in a text: the numbers, and where they begin. */
function articlesIn(text: string): { first: number; last: number; start: number }[] {
  return findReferences(text).flatMap(({ parts, last, start }) => {
    const article = parts.find(({ element }) => element === "art");
    return article ? [{ first: article.ordinal, last: last ?? article.ordinal, start }] : [];
  });
}

const LONGEST_NAME = 40;

/** The law whose name ends where a reference begins; 》 and 的 may stand between. */
function lawBefore(text: string, start: number, ids: ReadonlyMap<string, number>): number | undefined {
  const before = text.slice(Math.max(0, start - LONGEST_NAME), start).replace(/[》\s的]+$/, "");
  for (let at = 0; at < before.length; at++) {
    const id = ids.get(before.slice(at));
    if (id !== undefined) return id;
  }
  return undefined;
}
