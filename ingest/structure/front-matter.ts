import type { Block } from "./blocks.js";
import type { ProvisionKind } from "../model.js";

/** A block outside the numbered body, recognised as what it is. */
export interface Furniture {
  kind: Extract<
    ProvisionKind,
    "header" | "title" | "edition" | "docnum" | "salutation" | "cover" | "preface" | "signature"
  >;
  /** Blocks `first..last` (inclusive) make one provision: a title may run over several lines. */
  first: number;
  last: number;
}

const TITLE_LIMIT = 60;
const SIGNATURE_LIMIT = 30;
/** What a document is called at the end of its title. */
const TITLE_END = /(办法|意见|方案|规定|通知|条例|细则|规则|决定|公告|规划|纲要|措施|法|解释|批复|计划|指南|目录)$/;
const DOC_NUMBER = /^[（(]?[\u4e00-\u9fa5]{1,10}[〔[［（(【]\s?\d{4}\s?[〕\]］）)】]\s?\d{1,5}号[）)]?$/;
const PARENTHESISED = /^[（(][^（()）]{2,30}[）)]$/;
const DATE_LINE = /^[〇零一二三四五六七八九十\d]{2,4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日$/;
const ATTACHMENT = /^附件\s?\d{0,2}[:：]?$/;

/** Classifies the blocks before the first numbered one (headers, cover letter, titles, 文号, salutation, preface). */
export function readFrontMatter(text: string, blocks: Block[]): Furniture[] {
  const firstNumbered = blocks.findIndex((block) => block.marker !== null || block.row);
  const count = firstNumbered < 0 ? blocks.length : firstNumbered;
  const out: Furniture[] = [];
  const lastTitle = lastIndex(count, (i) => isTitleLine(lineOf(text, blocks[i]!)));
  let titleSeen = false;
  for (let i = 0; i < count; i++) {
    const line = lineOf(text, blocks[i]!);
    const kind = classifyFront(line, titleSeen, lastTitle > i);
    const last = kind === "title" ? endOfTitle(text, blocks, i, count) : i;
    titleSeen ||= kind === "title";
    out.push({ kind, first: i, last });
    i = last;
  }
  return out;
}

/** The signature at the end: the issuing body and the date, each on a line of its own. */
export function readSignature(text: string, blocks: Block[]): Furniture[] {
  const last = blocks.length - 1;
  if (last < 1 || !DATE_LINE.test(lineOf(text, blocks[last]!))) return [];
  let first = last;
  while (first > 0 && isSigner(text, blocks[first - 1]!)) first--;
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    kind: "signature" as const,
    first: first + i,
    last: first + i,
  }));
}

function lineOf(text: string, block: Block): string {
  return text.slice(block.start, block.end);
}

function isSigner(text: string, block: Block): boolean {
  const line = lineOf(text, block);
  return block.marker === null && !block.row && line.length <= SIGNATURE_LIMIT && !/[，。；：、]/.test(line);
}

/** The last index below `count` that fits, or -1. */
function lastIndex(count: number, fits: (index: number) => boolean): number {
  let i = count - 1;
  while (i >= 0 && !fits(i)) i--;
  return i;
}

function classifyFront(line: string, titleSeen: boolean, titleFollows: boolean): Furniture["kind"] {
  if (line.startsWith("【") || /https?:\/\//.test(line) || ATTACHMENT.test(line)) return "header";
  if (DOC_NUMBER.test(line)) return "docnum";
  if (PARENTHESISED.test(line)) return "edition";
  if (line.length <= TITLE_LIMIT && /[：:]$/.test(line)) return "salutation";
  if (isTitleLine(line)) return "title";
  return !titleSeen && titleFollows ? "cover" : "preface";
}

function isTitleLine(line: string): boolean {
  return line.length <= TITLE_LIMIT && !/[。；：，:]/.test(line) && !PARENTHESISED.test(line);
}

/** A title goes on over the next lines until one ends as titles end; years in brackets belong to it. */
function endOfTitle(text: string, blocks: Block[], first: number, count: number): number {
  let last = first;
  while (last + 1 < count) {
    const current = lineOf(text, blocks[last]!);
    const next = lineOf(text, blocks[last + 1]!);
    const years = /^[（(]\d{4}\s?[-—–－]\s?\d{4}年?[）)]$/.test(next);
    if (!years && (TITLE_END.test(current) || !isTitleLine(next))) break;
    last++;
  }
  return last;
}
