/** Share of character pairs that two questions have in common from which they count as nearly the same. */
export const NEAR = 0.7;

/** The pairs of neighbouring characters of a folded question (`questionKey`). */
export function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
}

/** Whether two questions, as their pairs, are nearly the same. */
export function isNear(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  // The smaller over the larger bounds the index: most pairs of questions need no counting.
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  return large.size > 0 && small.size / large.size >= NEAR && likeness(small, large) >= NEAR;
}

/** Jaccard index of two sets, 0 to 1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common++;
  const either = a.size + b.size - common;
  return either === 0 ? 0 : common / either;
}
