import { findQuantities, isNumeralCode, type Quantity } from "../../../../ingest/index.js";
import type { WrittenClaim } from "./check.js";

const CLAUSE = /[，,。；;！？\n]/;
/** Words in which a numeral counts nothing. */
const NO_COUNT = /统一|进一步|之一|一般|一些|一定|一并|一是|二是|三是|一旦|一致|第一时间|同一/g;

/**
 * Beside the number guard, which asks whether every figure stands in the cited text: numerals that count nothing known
 * stand there with their neighbour, and figures stand with what they count and with each other as they do there. 到2022年
 * 10个，到2025年20个 does not say 到2022年20个.
 */
export function figuresCheck({ text, source, names }: WrittenClaim): string | null {
  const loose = looseNumeral(text, `${source}\n${names}`);
  if (loose !== null) return `“${loose}”不在引文中`;
  const ofSource = findQuantities(source);
  const torn = text.split(CLAUSE).map((clause) => tornFigure(clause, ofSource, source)).find((figure) => figure !== null);
  return torn === undefined ? null : `“${torn}”与引文里说的不是一回事`;
}

function looseNumeral(text: string, known: string): string | null {
  const counted = findQuantities(text);
  const plain = text.replace(NO_COUNT, (word) => "　".repeat(word.length));
  for (let at = 0; at < plain.length; at++) {
    if (!isNumeralCode(plain.charCodeAt(at))) continue;
    let end = at + 1;
    while (end < plain.length && (isNumeralCode(plain.charCodeAt(end)) || plain[end] === ".")) end++;
    const isCounted = counted.some((quantity) => quantity.kind !== "plain" && at < quantity.end && end > quantity.start);
    const around = [plain.slice(at, end + 1), plain.slice(Math.max(0, at - 1), end)];
    if (!isCounted && !around.some((words) => words.length > end - at && known.includes(words))) return plain.slice(at, end);
    at = end;
  }
  return null;
}

function tornFigure(clause: string, ofSource: readonly Quantity[], source: string): string | null {
  const figures = findQuantities(clause);
  const torn = figures.find((figure, i) => {
    const standing = ofSource.filter(({ canonical }) => canonical === figure.canonical);
    // Figures of names (a year in a title) are the number guard's.
    if (standing.length === 0) return false;
    const counts = /^[\p{Script=Han}]{2}/u.exec(clause.slice(figure.end))?.[0];
    if (counts !== undefined && !standing.some((one) => clauseAround(source, one).includes(counts))) return true;
    const before = figures[i - 1];
    return before !== undefined && !stillTogether(before, figure, ofSource);
  });
  return torn === undefined ? null : clause.slice(torn.start, torn.end);
}

/** The clause of the source that a figure stands in. */
function clauseAround(source: string, { start, end }: Quantity): string {
  let from = start;
  let to = end;
  while (from > 0 && !CLAUSE.test(source[from - 1]!)) from--;
  while (to < source.length && !CLAUSE.test(source[to]!)) to++;
  return source.slice(from, to);
}

/** Somewhere in the source both stand with no other figure of the second one's kind between them. */
function stillTogether(first: Quantity, second: Quantity, ofSource: readonly Quantity[]): boolean {
  const at = (wanted: Quantity): number[] => ofSource.flatMap(({ canonical }, i) => (canonical === wanted.canonical ? [i] : []));
  const ofKind = (i: number): boolean => ofSource[i]!.kind === second.kind && ofSource[i]!.canonical !== first.canonical;
  const starts = at(first);
  if (starts.length === 0) return true;
  return starts.some((from) => at(second).some((to) => {
    const [low, high] = from < to ? [from, to] : [to, from];
    return !ofSource.some((_, i) => i > low && i < high && ofKind(i));
  }));
}
