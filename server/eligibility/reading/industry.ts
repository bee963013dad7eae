import type { RuleSet } from "../../../ingest/index.js";
import type { ToldChoice } from "./applicant.js";
import type { Clause } from "./clauses.js";

/** The industry that is told: its direction, and whether it is manufacturing. */
export interface ToldIndustry {
  direction: ToldChoice | null;
  manufacturing: { value: boolean; said: string } | null;
}

/** Where an industry is named as one's own: X集群, X协会, 做X的. */
const OWN_INDUSTRY = /集群|产业|促进会|促进中心|协会|商会|联盟|行业|公司|企业|厂|的会|做|搞|生产|加工|从事|主营/;

/** The first clause that names an industry as one's own; the last word of its name says what it is (物流装备, 食品物流). */
export function industryIn(clauses: readonly Clause[], rules: RuleSet): ToldIndustry {
  const direction = rules.facts.find(({ id }) => id === "direction");
  const manufacturing = rules.facts.find(({ id }) => id === "manufacturing");
  if (direction?.type !== "choice" || manufacturing?.type !== "yes_no") return { direction: null, manufacturing: null };
  const words: Word[] = [
    ...direction.choices.flatMap(({ value, words: names }) => names.map((word) => ({ word, direction: value, made: true }))),
    ...manufacturing.words.map((word) => ({ word, direction: null, made: true })),
    ...manufacturing.denied.map((word) => ({ word, direction: null, made: false })),
  ];
  for (const { text } of clauses) {
    if (!OWN_INDUSTRY.test(text)) continue;
    const found = wordsIn(text, words);
    const ending = found[found.length - 1];
    const named = found.find((one) => one.direction !== null);
    if (!ending) continue;
    return {
      direction: named ? { value: named.direction!, said: text } : null,
      manufacturing: { value: ending.made, said: text },
    };
  }
  return { direction: null, manufacturing: null };
}

interface Word {
  word: string;
  direction: string | null;
  made: boolean;
}

/** Words that a text holds, by where they end; a word inside a longer one (大数据 in 大数据服务) ends before it and still names a direction. */
function wordsIn(text: string, words: readonly Word[]): Word[] {
  const found = words.flatMap((one) => {
    const at = text.indexOf(one.word);
    return at < 0 ? [] : [{ ...one, at, end: at + one.word.length }];
  });
  return found.sort((a, b) => a.end - b.end || a.word.length - b.word.length);
}
