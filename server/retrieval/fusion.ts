import type { Embedder } from "../../ingest/index.js";
import type { Weights } from "./features.js";

/** How candidates are gathered and weighed. */
export interface FusionSettings {
  /** Candidates that each leg gives. */
  candidates: number;
  /**
   * Terms in more than this share of the passages, and single characters, gather no candidates when it is below 1; they still
   * count in the score of what the others gather.
   */
  gatheringShare: number;
  weights: Weights;
}

const LARGE_COLLECTION = 5000;

/** Nothing but words. */
const WORDS_ONLY: Weights = {
  lexical: 1,
  cosine: 0,
  document: 0,
  prior: 0,
  adapted: 0,
  translated: 0,
  explained: 0,
  neighbours: 0,
  lexicalRank: 0,
  adaptedRank: 0,
};

/**
 * Settings by size of the collection (figures: docs/retrieval.md). In a small one the vectors, trained on little text, serve recall
 * and not ranking, and a handful of documents tells nothing.
 */
export function fusionFor(passages: number, embedder: Embedder["kind"] = "sif"): FusionSettings {
  const bySize = fusionBySize(passages);
  return embedder === "sif" ? bySize : { ...bySize, weights: { ...bySize.weights, cosine: PRETRAINED_WEIGHT } };
}

/** A pretrained model does not depend on how much text the collection has. Its cosines lie close together, so that words still lead. */
const PRETRAINED_WEIGHT = 1;

function fusionBySize(passages: number): FusionSettings {
  return passages < LARGE_COLLECTION
    ? { candidates: 50, gatheringShare: 1, weights: { ...WORDS_ONLY, cosine: 0.15 } }
    : { candidates: 250, gatheringShare: 0.1, weights: { ...WORDS_ONLY, cosine: 1, document: 0.3, prior: 1 } };
}
