/** Shares that sum to 1, safe for large scores. */
export function softmax(scores: ArrayLike<number>): Float64Array {
  let best = -Infinity;
  for (let i = 0; i < scores.length; i++) best = Math.max(best, scores[i]!);
  const shares = Float64Array.from(scores, (score) => Math.exp(score - best));
  const total = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / total);
}
