/** A question's words beside the words of a passage that answers it. */
export interface TranslationPair {
  asked: readonly string[];
  written: readonly string[];
}

/** What people say -> what passages say, with probabilities. */
export type TranslationTable = Map<string, [word: string, probability: number][]>;

const ITERATIONS = 6;
/** Kept translations of a word: the likeliest, down to this probability. */
const MOST_TRANSLATIONS = 12;
const LEAST_PROBABILITY = 0.015;
/** Words in this share of all passages say nothing about what was asked. */
const COMMON_SHARE = 0.2;

/**
 * IBM Model 1 (Brown et al. 1993): which written word each asked word stands for, by expectation maximisation.
 * An empty word takes what no asked word explains.
 */
export function trainTranslation(pairs: readonly TranslationPair[]): TranslationTable {
  const common = commonWords(pairs);
  const coded = pairs
    .map(({ asked, written }) => ({ asked: [NULL_WORD, ...new Set(asked)], written: [...new Set(written)].filter((word) => !common.has(word)) }))
    .filter(({ written }) => written.length > 0);
  let table = new Map<string, Map<string, number>>();
  for (let iteration = 0; iteration < ITERATIONS; iteration++) table = maximise(coded, table);
  return prune(table);
}

const NULL_WORD = "";

function commonWords(pairs: readonly TranslationPair[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { written } of pairs) for (const word of new Set(written)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > pairs.length * COMMON_SHARE).map(([word]) => word));
}

/** One round: share each written word among the asked words by the present table, then normalise. */
function maximise(pairs: readonly TranslationPair[], table: Map<string, Map<string, number>>): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { asked, written } of pairs) {
    const rows = asked.map((word) => table.get(word));
    for (const target of written) {
      const shares = rows.map((row) => (table.size === 0 ? 1 : row?.get(target) ?? 0));
      const total = shares.reduce((a, b) => a + b, 0);
      if (total === 0) continue;
      asked.forEach((word, i) => addTo(counts, word, target, shares[i]! / total));
    }
  }
  for (const row of counts.values()) normaliseRow(row);
  return counts;
}

function addTo(counts: Map<string, Map<string, number>>, word: string, target: string, value: number): void {
  if (value < 1e-6) return;
  let row = counts.get(word);
  if (!row) counts.set(word, (row = new Map<string, number>()));
  row.set(target, (row.get(target) ?? 0) + value);
}

function normaliseRow(row: Map<string, number>): void {
  let total = 0;
  for (const value of row.values()) total += value;
  for (const [target, value] of row) row.set(target, value / total);
}

function prune(table: Map<string, Map<string, number>>): TranslationTable {
  const pruned: TranslationTable = new Map();
  for (const [word, row] of table) {
    if (word === NULL_WORD) continue;
    const kept = [...row]
      .filter(([, probability]) => probability >= LEAST_PROBABILITY)
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_TRANSLATIONS);
    if (kept.length > 0) pruned.set(word, kept);
  }
  return pruned;
}
