/** A passage and its score in one leg. */
export interface ScoredPassage {
  passage: number;
  score: number;
}

/** The k best (k > 0) of the passages offered in rising order; of equal scores the first stay (where they come in another order, any). A heap whose root is the worst. */
export class TopPassages {
  private readonly scores: Float64Array;
  private readonly passages: Uint32Array;
  private size = 0;

  /** @param floor what a score must exceed while there are fewer than k */
  constructor(
    private readonly k: number,
    private readonly floor: number,
  ) {
    this.scores = new Float64Array(k);
    this.passages = new Uint32Array(k);
  }

  /** What a score must exceed to enter. */
  get least(): number {
    return this.size < this.k ? this.floor : this.scores[0]!;
  }

  /** @param score above `least` */
  offer(passage: number, score: number): void {
    if (this.size < this.k) this.rise(this.size++, passage, score);
    else this.sink(passage, score);
  }

  /** Best first; equal scores in passage order. */
  sorted(): ScoredPassage[] {
    const all = Array.from({ length: this.size }, (_, i) => ({ passage: this.passages[i]!, score: this.scores[i]! }));
    return all.sort((a, b) => b.score - a.score || a.passage - b.passage);
  }

  private rise(from: number, passage: number, score: number): void {
    let at = from;
    for (let parent = (at - 1) >> 1; at > 0 && this.isBefore(parent, score); parent = (at - 1) >> 1) {
      this.set(at, this.passages[parent]!, this.scores[parent]!);
      at = parent;
    }
    this.set(at, passage, score);
  }

  /** In place of the root. */
  private sink(passage: number, score: number): void {
    let at = 0;
    for (let child = this.worseChild(0); child < this.size && !this.isBefore(child, score); child = this.worseChild(at)) {
      this.set(at, this.passages[child]!, this.scores[child]!);
      at = child;
    }
    this.set(at, passage, score);
  }

  private worseChild(at: number): number {
    const left = 2 * at + 1;
    const right = left + 1;
    if (right >= this.size) return left;
    const [a, b] = [this.scores[left]!, this.scores[right]!];
    return b < a || (b === a && this.passages[right]! > this.passages[left]!) ? right : left;
  }

  /** Whether the passage at a place is better than a newcomer, which has the highest number of all. */
  private isBefore(at: number, score: number): boolean {
    return this.scores[at]! >= score;
  }

  private set(at: number, passage: number, score: number): void {
    this.passages[at] = passage;
    this.scores[at] = score;
  }
}
