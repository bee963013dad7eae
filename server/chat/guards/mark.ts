import { claimsOf } from "./claims.js";
import type { Checked } from "./guard.js";

/** Mark guard: every [n] has its citation, every citation its mark, and no number is given twice. */
export function markGuard({ answer, citations }: Checked): string[] {
  const marks = new Set(claimsOf(answer, citations).claims.flatMap((claim) => claim.marks));
  const numbers = citations.map(({ n }) => n);
  const loose = [...marks].filter((mark) => !numbers.includes(mark));
  const unused = [...new Set(numbers)].filter((n) => !marks.has(n));
  const repeated = numbers.filter((n, i) => numbers.indexOf(n) < i);
  return [...[...loose, ...unused].map((n) => `[${n}] 没有对应`), ...repeated.map((n) => `[${n}] 有两条引文`)];
}
