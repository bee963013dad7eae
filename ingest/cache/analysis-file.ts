import type { AnalysedDocuments } from "../analyse/analyser.js";
import { alignedCopy, packedPieces, uint32View, unpackArrays } from "../search-index/binary-file.js";

/** What is kept of a document as JSON, beside the arrays. */
type Told = Omit<AnalysedDocuments, "records" | "counted" | "words" | "timings">;

/**
 * An analysed document as bytes, its terms numbered from 0 in the order in which its passages hold them, so that it needs no
 * other document's dictionary.
 * @param nameOf name of a term by the dictionary's number
 */
export function packAnalysis({ records, counted, words, newTerms: _, timings: __, ...told }: AnalysedDocuments, nameOf: (term: number) => string): Uint8Array[] {
  const places = new Map(Array.from(words.words.length > 0 ? counted.terms : [], (term, place) => [term, place]));
  const names = Array.from(counted.terms, nameOf);
  const header = Buffer.from(JSON.stringify({ ...told, newTerms: names } satisfies Told));
  const coded = words.words.map((word) => places.get(word)!);
  return packedPieces([bytesOf(header), bytesOf(records), counted.ends, counted.passages, counted.frequencies, counted.lengths, coded, words.ends]);
}

/** The document as it was packed; its dictionary is its own. @throws RangeError, SyntaxError for bytes of another make */
export function unpackAnalysis(file: Buffer): AnalysedDocuments {
  const data = alignedCopy(file);
  const [header, records, ...arrays] = unpackArrays(data);
  const slice = ({ offset, length }: { offset: number; length: number }): Buffer => data.subarray(offset, offset + length);
  const told = JSON.parse(slice(header!).toString("utf8")) as Told;
  // Copies, so that the rest of the file can go.
  const [ends, passages, frequencies, lengths, words, wordEnds] = arrays.map((range) => uint32View(data, range).slice());
  const terms = Uint32Array.from(told.newTerms, (_, i) => i);
  return {
    ...told,
    records: new Uint8Array(slice(records!)),
    counted: { terms, ends: ends!, passages: passages!, frequencies: frequencies!, lengths: lengths! },
    words: { words: words!, ends: wordEnds! },
    timings: {},
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array): Int8Array {
  return new Int8Array(buffer, byteOffset, byteLength);
}
