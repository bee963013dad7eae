import { float32View, packedPieces, uint16View, uint32View, unpackArrays } from "./binary-file.js";
import type { InvertedIndex } from "./inverted-index.js";
import { postingsOf, segmentsOf, type Postings } from "./postings.js";
import { TermTable } from "./term-table.js";

/** An inverted index in the form in which it is searched, and written as it stands in memory. */
export interface LexicalIndex {
  terms: TermTable;
  postings: Postings;
}

export function lexicalIndexOf(index: InvertedIndex): LexicalIndex {
  return { terms: TermTable.of(index.terms), postings: postingsOf(index) };
}

/** The two files of an index, in pieces. */
export function packLexical({ terms, postings }: LexicalIndex): { terms: Uint8Array[]; postings: Uint8Array[] } {
  const { passages, start: starts, docs, impacts, maxImpact } = postings;
  return { terms: terms.pieces(), postings: packedPieces([Uint32Array.of(passages), starts, docs, impacts, maxImpact]) };
}

/** Reads an index back from its two files: views into them, no copy. */
export function unpackLexical(terms: Buffer, postings: Buffer): LexicalIndex {
  const [count, starts, docs, impacts, maxImpact] = unpackArrays(postings);
  const passages = uint32View(postings, count!)[0]!;
  return {
    terms: TermTable.read(terms),
    postings: {
      passages,
      segments: segmentsOf(passages),
      start: uint32View(postings, starts!),
      docs: uint16View(postings, docs!),
      impacts: float32View(postings, impacts!),
      maxImpact: float32View(postings, maxImpact!),
    },
  };
}
