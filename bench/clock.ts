/** Each item's shortest time over so many rounds, in milliseconds: what other programs on the machine add is left out. */
export class BestTimes {
  private readonly best: number[] = [];

  note(item: number, milliseconds: number): void {
    this.best[item] = Math.min(this.best[item] ?? Infinity, milliseconds);
  }

  get values(): readonly number[] {
    return this.best;
  }
}
