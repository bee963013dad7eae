import type { HybridQuery } from "../server/retrieval/hybrid-search.js";
import type { Collection } from "./collection.js";
import type { LawPriors } from "./law-priors.js";

/** Chosen on half of STARD's questions, as the priors (docs/retrieval.md). */
const WEIGHTS = { cosine: 0.6, law: 0.3, neighbours: -0.1 } as const;
/** What the best articles of a law count for beside the others, in the law's evidence. */
const SHARPNESS = 4;
/** Articles on either side that an article is seen among. */
const REACH = 3;

/**
 * Ranks every article, not candidates: words, cosine and prior of the article, what all articles of its law say of the question
 * together, and how far it stands out among its neighbours.
 */
export class PriorSearch {
  private readonly all: Uint32Array;

  constructor(
    private readonly collection: Pick<Collection, "lexical" | "vectors">,
    private readonly priors: LawPriors,
  ) {
    this.all = Uint32Array.from(priors.of.keys());
  }

  /** The `k` best passages, best first; equal scores in passage order. */
  search(query: HybridQuery & { vector: Float32Array }, k: number): number[] {
    const { own, weighed } = this.scoreArticles(query);
    const evidence = this.evidenceOf(own);
    const scores = weighed.map((score, i) => {
      return score + this.priors.prior[i]! + WEIGHTS.law * evidence[this.priors.of[i]!]! + WEIGHTS.neighbours * this.around(own, i);
    });
    const order = Array.from(this.all).sort((a, b) => scores[b]! - scores[a]! || a - b);
    return order.slice(0, k);
  }

  /** @returns words and cosine summed as they are, for what is told of their surroundings, and weighed, for the article itself */
  private scoreArticles({ terms, vector }: HybridQuery & { vector: Float32Array }): { own: Float64Array; weighed: Float64Array } {
    const words = this.collection.lexical.scores(terms, this.all);
    const best = words.reduce((a, b) => Math.max(a, b), 0) || 1;
    const cosines = this.collection.vectors.cosines(vector, this.all).map((cosine) => Math.max(0, cosine));
    return { own: words.map((score, i) => score / best + cosines[i]!), weighed: words.map((score, i) => score / best + WEIGHTS.cosine * cosines[i]!) };
  }

  /** By law: log-sum-exp of its articles, which grows with the best of them and with how many there are. */
  private evidenceOf(own: Float64Array): Float64Array {
    const sums = new Float64Array(this.priors.laws);
    own.forEach((score, i) => {
      sums[this.priors.of[i]!]! += Math.exp(SHARPNESS * score);
    });
    return sums.map((sum) => Math.log(sum) / SHARPNESS);
  }

  /** Mean of the articles within reach, as many as there would be in the middle of a law. */
  private around(own: Float64Array, passage: number): number {
    const { of } = this.priors;
    let sum = 0;
    for (let i = passage - REACH; i <= passage + REACH; i++) if (i !== passage && of[i] === of[passage]) sum += own[i]!;
    return sum / (2 * REACH);
  }
}
