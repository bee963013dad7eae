/** Seconds of processor time that this process has used: what other programs on the machine take is left out. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

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
