import type { Block } from "./blocks.js";
import type { ProvisionKind } from "../model.js";
import { findContents } from "./contents.js";
import { isDateLine, lineOf, squeezed } from "./lines.js";

/** Blocks outside the numbered body, recognised as what they are. */
export interface Furniture {
  kind: Extract<
    ProvisionKind,
    "header" | "title" | "edition" | "docnum" | "salutation" | "cover" | "preface" | "contents" | "enclosures" | "signature"
  >;
  /** Blocks `first..last` (inclusive) make one provision: a title may run over several lines. */
  first: number;
  last: number;
}

const TITLE_LIMIT = 60;
export const MOST_TITLE_LINES = 4;
/** What a document, or what is attached to one, is called at the end of its title. */
const TITLE_END =
  /(办法|意见|方案|规定|通知|条例|细则|规则|决定|公告|规划|纲要|措施|法|解释|批复|计划|指南|目录|规程|规范|标准|制度|安排|说明|名录|名单|清单|范围|表|样式|图案)$/;
/** 试行, 征求意见稿, 二: what may stand in brackets after that. */
const TITLE_APPENDIX = /[（(][^（()）]{1,12}[）)]$/;
const DOC_NUMBER = /^[（(]?[\u4e00-\u9fa5]{1,10}[〔[［（(【]\s?\d{4}\s?[〕\]］）)】]\s?\d{1,5}\s?号[）)]?$/;
const PARENTHESISED = /^[（(][^（()）]{2,30}[）)]$/;
/** 2019年11月29日 某某会议通过: when and by whom a text was passed, amended or made public. */
const HISTORY = /^[（(]?[\d０-９〇○零一二三四五六七八九十]{2,4}\s*年[^。]*(通过|修订|修正|公布|发布|施行|批准|印发|废止|修改|决定》?|令|号)[^。]{0,12}$/;
const HISTORY_LIMIT = 150;
const PREFACE_HEADING = /^(前言|序言|引言|导言)$/;
const ATTACHMENT = /^附件\s?\d{0,2}[:：]?$/;

/**
 * Classifies the blocks before the body: headers, cover letter, titles, 文号, salutation, preface, table of contents. They end at the
 * first numbered block; in a text without numbers at its first paragraph.
 */
export function readFrontMatter(text: string, blocks: readonly Block[]): Furniture[] {
  const contents = findContents(text, blocks);
  if (!contents) return classify(text, blocks, 0, frontEnd(text, blocks, 0));
  const after = contents.last + 1;
  return [
    ...classify(text, blocks, 0, contents.first),
    { kind: "contents", ...contents },
    ...classify(text, blocks, after, frontEnd(text, blocks, after)),
  ];
}

/** Where the front matter that begins at `from` ends. */
function frontEnd(text: string, blocks: readonly Block[], from: number): number {
  for (let i = from; i < blocks.length; i++) if (blocks[i]!.marker) return i;
  return blocks.some((block) => block.marker) ? from : frontEndWithoutNumbers(text, blocks, from);
}

/** Without any number in the text, its first paragraph after the title begins the body. */
function frontEndWithoutNumbers(text: string, blocks: readonly Block[], from: number): number {
  const firstTitle = blocks.findIndex((block, i) => i >= from && isTitleLine(lineOf(text, block)));
  if (firstTitle < 0) return from;
  const body = blocks.findIndex((block, i) => i > firstTitle && i >= from && classifyFront(lineOf(text, block), true, false) === "preface");
  if (body >= 0) return body;
  return Math.min(blocks.length, endOfTitle(text, blocks, firstTitle, blocks.length) + 1);
}

function classify(text: string, blocks: readonly Block[], from: number, to: number): Furniture[] {
  const out: Furniture[] = [];
  const lastTitle = lastIndex(from, to, (i) => classifyFront(lineOf(text, blocks[i]!), false, false) === "title");
  let titleSeen = false;
  for (let i = from; i < to; i++) {
    const line = lineOf(text, blocks[i]!);
    const kind = classifyFront(line, titleSeen, lastTitle > i);
    const last = kind === "title" ? endOfTitle(text, blocks, i, to) : i;
    titleSeen ||= kind === "title";
    out.push({ kind, first: i, last });
    i = last;
  }
  return out;
}

/** The last index of `from..to` (exclusive) that fits, or -1. */
function lastIndex(from: number, to: number, fits: (index: number) => boolean): number {
  let i = to - 1;
  while (i >= from && !fits(i)) i--;
  return i < from ? -1 : i;
}

/** What a line before the body is by its form; what has none is text: the cover letter before the title, the preface after it. */
function classifyFront(line: string, titleSeen: boolean, titleFollows: boolean): Furniture["kind"] {
  const form = FORMS.find(([, fits]) => fits(line));
  return form?.[0] ?? (!titleSeen && titleFollows ? "cover" : "preface");
}

/** The first form that fits decides. */
const FORMS: readonly [Furniture["kind"], (line: string) => boolean][] = [
  ["header", (line) => line.startsWith("【") || /https?:\/\//.test(line) || ATTACHMENT.test(line)],
  ["docnum", (line) => DOC_NUMBER.test(line)],
  ["edition", (line) => PARENTHESISED.test(line) || isDateLine(line) || (line.length <= HISTORY_LIMIT && HISTORY.test(line))],
  ["salutation", (line) => line.length <= TITLE_LIMIT && /[：:]$/.test(line) && !line.includes("如下")],
  ["title", (line) => isTitleLine(line) && !PREFACE_HEADING.test(squeezed(line))],
];

export function isTitleLine(line: string): boolean {
  return line.length <= TITLE_LIMIT && !/[。；：，:]/.test(line) && !PARENTHESISED.test(line);
}

/** Whether a line ends as titles do: 管理办法, 若干问题的解释（二）. */
export function endsAsTitle(line: string): boolean {
  return TITLE_END.test(line.replace(TITLE_APPENDIX, ""));
}

/** A title goes on over the next lines until one ends as titles end; years in brackets belong to it. */
function endOfTitle(text: string, blocks: readonly Block[], first: number, count: number): number {
  let last = first;
  while (last + 1 < count && last - first < MOST_TITLE_LINES) {
    const current = lineOf(text, blocks[last]!);
    const next = lineOf(text, blocks[last + 1]!);
    const years = /^[（(]\d{4}\s?[-—–－]\s?\d{4}年?[）)]$/.test(next);
    if (!years && (endsAsTitle(current) || classifyFront(next, true, false) !== "title")) break;
    last++;
  }
  return last;
}
