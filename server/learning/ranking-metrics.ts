/** Measures of a ranking against the passages that answer; all are means over queries. */
export interface RankingMetrics {
  "R@5": number;
  "R@10": number;
  "R@20": number;
  "R@100": number;
  "MRR@10": number;
  "nDCG@10": number;
}

/** @param runs ranked passage ids with the gold of each query */
export function measure(runs: readonly { ranked: readonly string[]; gold: ReadonlySet<string> }[]): RankingMetrics {
  const mean = (value: (run: (typeof runs)[number]) => number): number =>
    Math.round((runs.reduce((sum, run) => sum + value(run), 0) / runs.length) * 1e4) / 1e4;
  return {
    "R@5": mean((run) => recall(run.ranked, run.gold, 5)),
    "R@10": mean((run) => recall(run.ranked, run.gold, 10)),
    "R@20": mean((run) => recall(run.ranked, run.gold, 20)),
    "R@100": mean((run) => recall(run.ranked, run.gold, 100)),
    "MRR@10": mean((run) => reciprocalRank(run.ranked, run.gold, 10)),
    "nDCG@10": mean((run) => ndcg(run.ranked, run.gold, 10)),
  };
}

/** Share of the gold among the first k. */
export function recall(ranked: readonly string[], gold: ReadonlySet<string>, k: number): number {
  return ranked.slice(0, k).filter((id) => gold.has(id)).length / gold.size;
}

/** 1 / rank of the first hit within k, else 0. */
export function reciprocalRank(ranked: readonly string[], gold: ReadonlySet<string>, k: number): number {
  const at = ranked.slice(0, k).findIndex((id) => gold.has(id));
  return at < 0 ? 0 : 1 / (at + 1);
}

/** Binary gain, discounted by log2 of the rank, over the best that is possible (Järvelin & Kekäläinen 2002). */
export function ndcg(ranked: readonly string[], gold: ReadonlySet<string>, k: number): number {
  const discounted = ranked.slice(0, k).reduce((sum, id, i) => sum + (gold.has(id) ? 1 / Math.log2(i + 2) : 0), 0);
  const ideal = Array.from({ length: Math.min(k, gold.size) }, (_, i) => 1 / Math.log2(i + 2)).reduce((a, b) => a + b, 0);
  return discounted / ideal;
}
