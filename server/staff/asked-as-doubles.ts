import { questionKey } from "../../ingest/staff.js";
import { isNear, pairsOf } from "./likeness.js";

/** A question under a provision. */
export interface PlacedQuestion {
  provisionId: string;
  question: string;
}

/** Questions that stand under two provisions: the same wording anywhere, nearly the same within one document. */
export function findDoubles<T extends PlacedQuestion>(questions: readonly T[]): { one: T; other: T; near: boolean }[] {
  const keyed = questions.map((placed) => ({ placed, key: questionKey(placed.question), document: placed.provisionId.split("#")[0], pairs: pairsOf(questionKey(placed.question)) }));
  const doubles: { one: T; other: T; near: boolean }[] = [];
  keyed.forEach((one, i) => {
    for (const other of keyed.slice(i + 1)) {
      if (one.placed.provisionId === other.placed.provisionId) continue;
      const same = one.key === other.key;
      if (same || (one.document === other.document && isNear(one.pairs, other.pairs))) doubles.push({ one: one.placed, other: other.placed, near: !same });
    }
  });
  return doubles;
}
