/** Seconds of processor time that this process has used: what other programs on the machine take is left out. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Started when it is made. */
export class Stopwatch {
  private readonly cpu = process.cpuUsage();
  private readonly wall = performance.now();

  /** Milliseconds since the start, by the clock or by this process's processor time, whichever is less: other programs do not count. */
  milliseconds(): number {
    const wall = performance.now() - this.wall;
    const { user, system } = process.cpuUsage(this.cpu);
    return Math.min(wall, (user + system) / 1000);
  }
}

/** Each item's shortest time over so many rounds, in milliseconds. */
export class BestTimes {
  private readonly best: number[] = [];

  note(item: number, milliseconds: number): void {
    this.best[item] = Math.min(this.best[item] ?? Infinity, milliseconds);
  }

  get values(): readonly number[] {
    return this.best;
  }
}
