import { termName, type LexicalSearcher } from "../../ingest/index.js";

/** How much of some words passages hold, each word weighted by its rarity. */
export class WordCoverage {
  private readonly words: { name: string; rarity: number }[];
  private readonly total: number;

  /** @param words each once */
  constructor(
    words: readonly string[],
    private readonly lexical: LexicalSearcher,
  ) {
    this.words = words.map((word) => termName.word(word)).map((name) => ({ name, rarity: lexical.rarity(name) }));
    this.total = this.words.reduce((sum, { rarity }) => sum + rarity, 0);
  }

  /**
   * The share of each passage, 0 to 1, in the order given; 0 where there are no words.
   * @param passages each once
   */
  of(passages: readonly number[]): number[] {
    const held = passages.map(() => 0);
    if (this.total === 0) return held;
    const asked = Uint32Array.from(passages);
    for (const { name, rarity } of this.words) {
      this.lexical.scores(new Map([[name, 1]]), asked).forEach((score, i) => {
        if (score > 0) held[i]! += rarity;
      });
    }
    return held.map((sum) => sum / this.total);
  }
}
