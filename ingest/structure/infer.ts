import { bodyStart, type Block } from "./blocks.js";
import { headingOf } from "./headings.js";
import type { Marker } from "./markers.js";

const HEADING_LIMIT = 20;

/**
 * Numbers that the source does not print but its neighbours tell: 第七条 … 「提出申请。」 … 第九条, or a heading
 * 「总体要求」 before 二、. Exactly one candidate must fit; otherwise the gap stays a gap and the audit says so.
 * @returns the blocks, with `inferred` markers where the neighbours decide.
 */
export function inferMissingNumbers(text: string, blocks: Block[]): Block[] {
  const inferred = new Map<number, Marker>();
  for (const [index, marker] of missingArticles(text, blocks)) inferred.set(index, marker);
  for (const [index, marker] of missingFirstHeading(text, blocks)) inferred.set(index, marker);
  for (const [index, marker] of missingItems(text, blocks)) inferred.set(index, marker);
  if (inferred.size === 0) return blocks;
  return blocks.map((block, i) => {
    const marker = inferred.get(i);
    return marker ? { ...block, marker, inferred: true } : block;
  });
}

/** Article n is followed by n + 2, and one unnumbered paragraph between them is built as its next neighbour is. */
function missingArticles(text: string, blocks: Block[]): [number, Marker][] {
  const articles = blocks.flatMap((block, i) => (block.marker?.family === "article" ? [i] : []));
  return articles.flatMap((at, k): [number, Marker][] => {
    const nextAt = articles[k + 1];
    if (nextAt === undefined) return [];
    const ordinal = blocks[at]!.marker!.ordinal;
    if (blocks[nextAt]!.marker!.ordinal !== ordinal + 2 || !leadOf(text, blocks[nextAt]!)) return [];
    const fits = range(at + 1, nextAt).filter((i) => blocks[i]!.marker === null && leadOf(text, blocks[i]!));
    return fits.length === 1 ? [[fits[0]!, markerAt(blocks[fits[0]!]!, "article", ordinal + 1)]] : [];
  });
}

/** The first printed heading is 二、: a short unpunctuated line that a lower number follows at once is 一、. */
function missingFirstHeading(text: string, blocks: Block[]): [number, Marker][] {
  const firstSec = blocks.findIndex((block) => block.marker?.family === "sec");
  if (firstSec < 0 || blocks[firstSec]!.marker!.ordinal !== 2) return [];
  if (blocks.some((block, i) => i < firstSec && block.marker?.family === "article")) return [];
  const fits = range(0, firstSec).filter((i) => isBareHeading(text, blocks[i]!) && opensSubdivision(blocks[i + 1]));
  return fits.length === 1 ? [[fits[0]!, markerAt(blocks[fits[0]!]!, "sec", 1)]] : [];
}

/**
 * Items of an article whose numbers are not printed: as many unnumbered lines, each ending with ；, stand between （二） and （五）,
 * or between a lead ending with ： and （二）, as numbers are missing.
 */
function missingItems(text: string, blocks: Block[]): [number, Marker][] {
  const out: [number, Marker][] = [];
  let inArticle = false;
  let before = -1;
  blocks.forEach((block, i) => {
    const marker = block.marker;
    if (!marker) return;
    inArticle ||= marker.family === "article";
    if (inArticle && marker.family === "bracket" && before >= 0) out.push(...itemsBetween(text, blocks, before, i));
    before = i;
  });
  return out;
}

function itemsBetween(text: string, blocks: Block[], before: number, at: number): [number, Marker][] {
  const { family, ordinal } = blocks[before]!.marker!;
  const missing = blocks[at]!.marker!.ordinal - 1 - (family === "bracket" ? ordinal : 0);
  if (missing < 1 || at - missing <= before) return [];
  const first = at - missing;
  const lead = blocks[first - 1]!;
  const leads = family === "bracket" ? first - 1 === before : endsWith(text, lead, "：:");
  if (!leads || !range(first, at).every((i) => endsWith(text, blocks[i]!, "；;"))) return [];
  return range(first, at).map((i, k) => [i, markerAt(blocks[i]!, "bracket", blocks[at]!.marker!.ordinal - missing + k)]);
}

function endsWith(text: string, block: Block, marks: string): boolean {
  return marks.includes(text[block.end - 1]!);
}

function isBareHeading(text: string, block: Block): boolean {
  const line = text.slice(block.start, block.end);
  return block.marker === null && line.length <= HEADING_LIMIT && !/[，。；：、（）()]/.test(line);
}

function opensSubdivision(block: Block | undefined): boolean {
  return block?.marker?.family === "bracket" && block.marker.ordinal === 1;
}

function leadOf(text: string, block: Block): boolean {
  return headingOf(text.slice(bodyStart(block), block.end), "article") !== null;
}

function markerAt(block: Block, family: Marker["family"], ordinal: number): Marker {
  return { family, ordinal, insertion: null, end: block.start };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
