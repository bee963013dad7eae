import { createHash } from "node:crypto";
import { packedPieces } from "../search-index/binary-file.js";
import type { TermTable } from "../search-index/term-table.js";
import type { Embedder } from "./embedder.js";
import { addScaled, dot, normalise } from "./vector.js";

/** What was learned from the corpus of its words. */
export interface WordVectors {
  dimensions: number;
  words: TermTable;
  /** `words.size × dimensions`, row by row. */
  vectors: Float32Array;
  /** Share of the running text that each word makes. */
  probabilities: Float32Array;
}

/** What was learned from the corpus; written to and read from the snapshot. */
export interface SifModel extends WordVectors {
  /** First principal component of the passages: what all of them share, taken out of each. */
  common: Float32Array;
}

/** a of a/(a+p): how fast frequent words lose weight (Arora, Liang & Ma 2017). */
const SMOOTHING = 1e-3;
/** An unknown word takes the mean of its characters' vectors at this weight. */
const UNKNOWN_WEIGHT = 0.5;

/** What a word adds to a text's vector: one of the model's, and how much of it. */
export interface Share {
  vector: Float32Array;
  scale: number;
}

/** Composes text vectors from word vectors. */
export class SifComposer {
  constructor(private readonly model: WordVectors) {}

  /** An unknown word adds those of its characters that are known. */
  sharesOf(word: string): Share[] {
    const { words } = this.model;
    const id = words.idOf(word);
    if (id >= 0) return [this.share(id, 1)];
    const characters = [...word].map((ch) => words.idOf(ch)).filter((character) => character >= 0);
    return characters.map((character) => this.share(character, UNKNOWN_WEIGHT / characters.length));
  }

  /** @param sum zeros, which become the vector */
  compose(sum: Float32Array, shares: Iterable<readonly Share[]>): Float32Array {
    for (const ofWord of shares) for (const { vector, scale } of ofWord) addScaled(sum, vector, scale);
    return normalise(sum);
  }

  private share(id: number, weight: number): Share {
    const { dimensions, vectors, probabilities } = this.model;
    return { vector: vectors.subarray(id * dimensions, (id + 1) * dimensions), scale: (weight * SMOOTHING) / (SMOOTHING + probabilities[id]!) };
  }
}

/** Takes out of a text's vector what all texts share, in place. */
export function takeOut(common: Float32Array, vector: Float32Array): Float32Array {
  addScaled(vector, common, -dot(vector, common));
  return normalise(vector);
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
  private readonly common: Float32Array;

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
    this.common = model.common;
  }

  embed(texts: readonly string[]): Promise<Float32Array[]> {
    return Promise.resolve(texts.map((text) => this.embedNow(text)));
  }

  /** The same, at once: nothing here waits. */
  embedNow(text: string): Float32Array {
    const shares = this.cut(text).map((word) => this.composer.sharesOf(word));
    return takeOut(this.common, this.composer.compose(new Float32Array(this.dimensions), shares));
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
