const FIRST_CAPACITY = 1024;

/** Passages still to go on from, the best on top: a heap in typed arrays that is used again and again. */
export class Frontier {
  size = 0;
  private scores = new Float64Array(FIRST_CAPACITY);
  private passages = new Uint32Array(FIRST_CAPACITY);

  /** Of the best; there must be one. */
  get bestScore(): number {
    return this.scores[0]!;
  }

  clear(): void {
    this.size = 0;
  }

  push(passage: number, score: number): void {
    if (this.size === this.scores.length) this.grow();
    let at = this.size++;
    for (let parent = (at - 1) >> 1; at > 0 && this.scores[parent]! < score; parent = (at - 1) >> 1) {
      this.move(parent, at);
      at = parent;
    }
    this.set(at, passage, score);
  }

  /** Takes the best away; there must be one. */
  pop(): number {
    const best = this.passages[0]!;
    const last = --this.size;
    const score = this.scores[last]!;
    let at = 0;
    for (let child = this.betterChild(0); child < last && this.scores[child]! > score; child = this.betterChild(at)) {
      this.move(child, at);
      at = child;
    }
    this.set(at, this.passages[last]!, score);
    return best;
  }

  private betterChild(at: number): number {
    const left = 2 * at + 1;
    return left + 1 < this.size && this.scores[left + 1]! > this.scores[left]! ? left + 1 : left;
  }

  private move(from: number, to: number): void {
    this.set(to, this.passages[from]!, this.scores[from]!);
  }

  private set(at: number, passage: number, score: number): void {
    this.passages[at] = passage;
    this.scores[at] = score;
  }

  private grow(): void {
    const scores = new Float64Array(this.scores.length * 2);
    const passages = new Uint32Array(scores.length);
    scores.set(this.scores);
    passages.set(this.passages);
    this.scores = scores;
    this.passages = passages;
  }
}
