const FIRST_MS = 300;
const LONGEST_MS = 8000;

/**
 * Milliseconds to wait before the next attempt: doubling from 0.3 s to at most 8 s, with up to a quarter of jitter
 * so that many pages do not come back in the same instant after a restart.
 *
 * @param failures attempts that failed in a row, from 1 up
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return base * (1 - random() / 4);
}
