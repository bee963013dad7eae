import type { Spread } from "./folds.js";
import { DEPTHS, type Hits } from "./hits.js";
import type { CaseResult } from "./run.js";
import type { Summaries, Summary } from "./summary.js";

const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;
/** A share of few cases says how many they were. */
const shareOf = (value: number, count: number): string => (count === 0 ? "—" : `${percent(value)}/${count}`);

const COLUMNS: readonly (readonly [string, (summary: Summary) => string])[] = [
  ["题数", (s) => String(s.cases)],
  ["全对", (s) => percent(s.right)],
  ["依据", (s) => percent(s.evidence)],
  ["要点", (s) => percent(s.facts)],
  ["该拒已拒", (s) => shareOf(s.refusedRightly, s.toRefuse)],
  ["误拒", (s) => percent(s.refusedWrongly)],
  ["草案提示", (s) => shareOf(s.draftsTold, s.draftsCited)],
  ["届满提示", (s) => shareOf(s.expiredTold, s.expiredCited)],
  ["非政策提示", (s) => shareOf(s.backgroundTold, s.backgroundCited)],
  ["坏引文", (s) => String(s.brokenCitations)],
  ["禁用语", (s) => String(s.forbidden)],
  ["长度中位", (s) => (s.medianLength === 0 ? "—" : String(s.medianLength))],
  ["最多引文", (s) => String(s.mostCitations)],
  ["p50毫秒", (s) => s.p50Ms.toFixed(1)],
  ["p99毫秒", (s) => s.p99Ms.toFixed(1)],
];

/** The figures of every group, a line each. */
export function summaryTable(groups: Summaries): string {
  const rows = Object.entries(groups).map(([name, summary]) => [name, ...COLUMNS.map(([, show]) => show(summary))]);
  return alignedTable([["组", ...COLUMNS.map(([label]) => label)], ...rows]);
}

/** How much of the needed evidence the search puts in front, a line a group. */
export function hitsTable(groups: Record<string, Hits>): string {
  const rows = Object.entries(groups).map(([name, hits]) => [name, ...DEPTHS.map((depth) => percent(hits[depth]))]);
  return alignedTable([["检索命中", ...DEPTHS.map((depth) => `前${depth}`)], ...rows]);
}

/** The spread of the main figures over folds, a line each. */
export function spreadTable(spreads: readonly Spread[], count: number): string {
  const rows = spreads.map(({ group, measure, mean, deviation, least, most }) => [
    group,
    measure.label,
    measure.show(mean),
    `±${measure.show(deviation)}`,
    `${measure.show(least)}—${measure.show(most)}`,
  ]);
  return alignedTable([["组", `${count} 折`, "均值", "标准差", "范围"], ...rows]);
}

/** What went wrong with one question. */
export function describeFailure({ question, answer, score }: CaseResult): string {
  return [
    `${question.id} ${question.type} ${question.refuse ? "应拒答" : ""} 依据 ${score.evidence.toFixed(2)} 要点 ${score.facts.toFixed(2)} ${score.outcome}`,
    `  问：${question.turns.join(" ⏎ ")}`,
    `  答：${answer.answer.slice(0, 200).replace(/\n/g, " ")}`,
    `  引：${answer.citations.map((citation) => `${citation.documentId} ${citation.label}`).join("；")}`,
  ].join("\n");
}

/** The first column to the left, the others to the right; a Chinese character is two cells wide. */
function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => cells(row[column]!))));
  const padded = (text: string, width: number, left: boolean): string => {
    const space = " ".repeat(width - cells(text));
    return left ? text + space : space + text;
  };
  return rows.map((row) => row.map((text, column) => padded(text, widths[column]!, column === 0)).join("  ")).join("\n");
}

function cells(text: string): number {
  return [...text].reduce((sum, ch) => sum + (/[\u2e80-\uffef]/.test(ch) ? 2 : 1), 0);
}
