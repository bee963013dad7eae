import { questionKey } from "../../ingest/staff.js";

/** A question under a provision. */
export interface PlacedQuestion {
  provisionId: string;
  question: string;
}


/** Share of character pairs that two questions have in common from which they count as nearly the same. */
const NEAR = 0.7;

/** Questions that stand under two provisions: the same wording anywhere, nearly the same within one document. */
export function findDoubles<T extends PlacedQuestion>(questions: readonly T[]): { one: T; other: T; near: boolean }[] {
  const keyed = questions.map((placed) => ({ placed, key: questionKey(placed.question), document: placed.provisionId.split("#")[0], pairs: pairsOf(questionKey(placed.question)) }));
  const doubles: { one: T; other: T; near: boolean }[] = [];
  keyed.forEach((one, i) => {
    for (const other of keyed.slice(i + 1)) {
      if (one.placed.provisionId === other.placed.provisionId) continue;
      const same = one.key === other.key;
      if (same || (one.document === other.document && likeness(one.pairs, other.pairs) >= NEAR)) doubles.push({ one: one.placed, other: other.placed, near: !same });
    }
  });
  return doubles;
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
}

/** Jaccard index of two sets, 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  // The smaller over the larger bounds the index: most pairs of questions need no counting.
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (large.size === 0 || small.size / large.size < NEAR) return 0;
  let common = 0;
  for (const pair of small) if (large.has(pair)) common++;
  return common / (a.size + b.size - common);
}
