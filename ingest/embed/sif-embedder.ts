import { createHash } from "node:crypto";
import { packedPieces } from "../search-index/binary-file.js";
import type { TermTable } from "../search-index/term-table.js";
import type { Embedder } from "./embedder.js";
import { addScaled, dot, normalise } from "./vector.js";

/** What was learned from the corpus; written to and read from the snapshot. */
export interface SifModel {
  dimensions: number;
  words: TermTable;
  /** `words.size × dimensions`, row by row. */
  vectors: Float32Array;
  /** Share of the running text that each word makes. */
  probabilities: Float32Array;
  /** First principal component of the passages: what all of them share, taken out of each. */
  common: Float32Array;
}

/** a of a/(a+p): how fast frequent words lose weight (Arora, Liang & Ma 2017). */
const SMOOTHING = 1e-3;
/** An unknown word takes the mean of its characters' vectors at this weight. */
const UNKNOWN_WEIGHT = 0.5;

/** Composes text vectors from word vectors. */
export class SifComposer {
  constructor(private readonly model: SifModel) {}

  compose(words: readonly string[]): Float32Array {
    const sum = new Float32Array(this.model.dimensions);
    for (const word of words) this.addWord(sum, word);
    return normalise(sum);
  }

  composeWithoutCommon(words: readonly string[]): Float32Array {
    const vector = this.compose(words);
    addScaled(vector, this.model.common, -dot(vector, this.model.common));
    return normalise(vector);
  }

  private addWord(sum: Float32Array, word: string): void {
    const { words } = this.model;
    const id = words.idOf(word);
    if (id >= 0) return this.addKnown(sum, id, 1);
    const characters = [...word].map((ch) => words.idOf(ch)).filter((character) => character >= 0);
    for (const character of characters) this.addKnown(sum, character, UNKNOWN_WEIGHT / characters.length);
  }

  private addKnown(sum: Float32Array, id: number, weight: number): void {
    const { dimensions, vectors, probabilities } = this.model;
    const scale = (weight * SMOOTHING) / (SMOOTHING + probabilities[id]!);
    for (let i = 0; i < dimensions; i++) sum[i]! += scale * vectors[id * dimensions + i]!;
  }
}

/** How the word vectors come about; what they were learned from stands in the embedder's id. */
const SIF_MODEL = "pmi-svd";

/** The default embedder: trained on the corpus at ingest, no download, microseconds a question. */
export class SifEmbedder implements Embedder {
  readonly kind = "sif";
  readonly model = SIF_MODEL;
  readonly id: string;
  readonly dimensions: number;
  private readonly composer: SifComposer;

  /**
   * @param cut the snapshot's own search words of a text
   * @param hash SHA-256 of the model's pieces, where it is known already
   */
  constructor(
    model: SifModel,
    private readonly cut: (text: string) => string[],
    hash: string = hashOf(model),
  ) {
    this.dimensions = model.dimensions;
    this.id = `sif-${model.dimensions}-${hash.slice(0, 12)}`;
    this.composer = new SifComposer(model);
  }

  embed(texts: readonly string[]): Promise<Float32Array[]> {
    return Promise.resolve(texts.map((text) => this.embedNow(text)));
  }

  /** The same, at once: nothing here waits. */
  embedNow(text: string): Float32Array {
    return this.embedWords(this.cut(text));
  }

  /** The same, of a text that is cut already. */
  embedWords(words: readonly string[]): Float32Array {
    return this.composer.composeWithoutCommon(words);
  }
}

/** What a snapshot's file of the model holds, in pieces; the words stand in another. */
export function modelPieces({ dimensions, vectors, probabilities, common }: SifModel): Uint8Array[] {
  return packedPieces([Uint32Array.of(dimensions), vectors, probabilities, common]);
}

function hashOf(model: SifModel): string {
  const hash = createHash("sha256");
  for (const piece of modelPieces(model)) hash.update(piece);
  return hash.digest("hex");
}
