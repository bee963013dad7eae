import { GrowingArray } from "./growing-array.js";

/** Lists of numbers one after the other, outside the JS heap. A list is closed before the next begins. */
export class GrowingLists {
  readonly items = new GrowingArray();
  private readonly ends = new GrowingArray();

  /** Ends the list of what was pushed to `items` since the last. */
  close(): void {
    this.ends.push(this.items.length);
  }

  private from(list: number): number {
    return list === 0 ? 0 : this.ends.at(list - 1);
  }

  private to(list: number): number {
    return this.ends.at(list);
  }

  /** A list's numbers without a copy; good until the next push. */
  view(list: number): Uint32Array {
    return this.items.view().subarray(this.from(list), this.to(list));
  }

  /** Adds a list's numbers to an array. */
  copy(list: number, into: GrowingArray): void {
    const [from, to] = [this.from(list), this.to(list)];
    const target = into.room(to - from);
    const source = this.items.room(0);
    for (let at = from, end = into.length; at < to; at++, end++) target[end] = source[at]!;
    into.grow(to - from);
  }

  clear(): void {
    this.items.clear();
    this.ends.clear();
  }
}
