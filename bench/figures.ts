import { quantile } from "./statistics.js";

export interface Percentiles {
  p50: number;
  p99: number;
}

export function percentiles(values: readonly number[]): Percentiles {
  return { p50: rounded(quantile(values, 0.5)), p99: rounded(quantile(values, 0.99)) };
}

/** To three places: what a clock of microseconds can tell of milliseconds. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** A promise of the project that a figure either keeps or not. */
export interface Bar {
  name: string;
  got: number;
  /** What is promised: `least` or `most`, in the unit of the name. */
  least?: number;
  most?: number;
}

export function holds({ got, least = -Infinity, most = Infinity }: Bar): boolean {
  return got >= least && got <= most;
}

export function barLine(bar: Bar): string {
  const promise = bar.least === undefined ? `at most ${bar.most}` : `at least ${bar.least}`;
  return `${holds(bar) ? "pass" : "FAIL"}  ${bar.name}: ${rounded(bar.got)} (${promise})`;
}
