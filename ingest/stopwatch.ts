/** Adds up what each part of a piece of work takes. */
export class Stopwatch {
  private readonly parts: Record<string, number> = {};

  time<T>(part: string, work: () => T): T {
    const started = performance.now();
    const result = work();
    this.add(part, performance.now() - started);
    return result;
  }

  add(part: string, milliseconds: number): void {
    this.parts[part] = (this.parts[part] ?? 0) + milliseconds;
  }

  /** Milliseconds by part, in the order of their first start. */
  get timings(): Readonly<Record<string, number>> {
    return this.parts;
  }

  /** The same in whole milliseconds. */
  rounded(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.parts).map(([part, milliseconds]) => [part, Math.round(milliseconds)]));
  }
}

/** Runs stages one after the other, tells of each when it is done, and keeps what they took. */
export class Stages {
  private readonly watch = new Stopwatch();

  constructor(private readonly onProgress?: (stage: string, detail: string) => void) {}

  async run<T>(name: string, work: () => T | Promise<T>, describe: (result: T) => string): Promise<T> {
    const started = performance.now();
    const result = await work();
    this.watch.add(name, performance.now() - started);
    this.onProgress?.(name, describe(result));
    return result;
  }

  get timings(): Record<string, number> {
    return this.watch.rounded();
  }
}
