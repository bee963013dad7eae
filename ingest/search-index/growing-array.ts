const FIRST_CAPACITY = 64;

/** A Uint32Array that grows by doubling: numbers outside the JS heap. */
export class GrowingArray {
  length = 0;
  private held: Uint32Array<ArrayBuffer> = new Uint32Array(FIRST_CAPACITY);

  push(value: number): void {
    if (this.length === this.held.length) this.reserve(this.length + 1);
    this.held[this.length++] = value;
  }

  append(values: Uint32Array): void {
    this.reserve(this.length + values.length);
    this.held.set(values, this.length);
    this.length += values.length;
  }

  /** The array itself with room for so many more at `length`; the caller writes them and then `grow`s. */
  room(more: number): Uint32Array {
    this.reserve(this.length + more);
    return this.held;
  }

  /** Counts numbers that were written into the room. */
  grow(written: number): void {
    this.length += written;
  }

  /** Pushes a value many times. */
  fill(value: number, times: number): void {
    this.reserve(this.length + times);
    this.held.fill(value, this.length, this.length + times);
    this.length += times;
  }

  at(index: number): number {
    return this.held[index]!;
  }

  add(index: number, amount: number): void {
    this.held[index]! += amount;
  }

  /** What is held, without a copy; good until the next push. */
  view(): Uint32Array<ArrayBuffer> {
    return this.held.subarray(0, this.length);
  }

  /** Hands the numbers over in an array of their own, and is empty again. */
  take(): Uint32Array<ArrayBuffer> {
    const taken = this.held.slice(0, this.length);
    this.clear();
    return taken;
  }

  /** Empty again; the memory stays. */
  clear(): void {
    this.length = 0;
  }

  private reserve(wanted: number): void {
    if (wanted <= this.held.length) return;
    const grown = new Uint32Array(Math.max(wanted, this.held.length * 2));
    grown.set(this.held);
    this.held = grown;
  }
}
