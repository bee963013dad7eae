import type { Evidence } from "../../retrieval/evidence.js";
import { opensOnly } from "./list.js";

/** Provisions that one answer quotes, beside lists. */
export const MOST_PROVISIONS = 4;
const MOST_PER_SCOPE = 2;
/** More than one only while they score near the best. */
const NEAR_BEST = 0.72;

/** The best provisions of a scope: those that score near its best. */
export function bestOf(evidence: readonly Evidence[], scopes: number): Evidence[] {
  const best = evidence[0]?.score ?? 0;
  const most = scopes > 1 ? MOST_PER_SCOPE : MOST_PROVISIONS;
  return evidence.filter((item, i) => item.score >= best * NEAR_BEST && (i === 0 || !opensOnly(item))).slice(0, most);
}
