import type { Block } from "./blocks.js";
import { endsAsTitle, isTitleLine, MOST_TITLE_LINES } from "./front-matter.js";
import { endsSentence, isDateLine, lineOf } from "./lines.js";
import { isChineseNumeralChar, parseNumeral } from "./numerals.js";

/** What an attachment's first line says of it. */
export interface AttachmentHead {
  /** As printed, without its title: 附件1, 附录A, 附表; 附件 where only a title opens it. */
  name: string;
  ordinal: number | null;
  /** The title in the same line (附件1：操作规程). */
  title: string | null;
  /** False where the line is the attached text's own title. */
  isOpener: boolean;
}

/** A text of its own inside a document: the document itself, or one of its attachments. */
export interface Portion {
  head: AttachmentHead | null;
  blocks: Block[];
}

/**
 * Parts a document from its attachments, each with a title and a numbering of its own. An attachment begins at a line 附件, 附录,
 * 附表 or 附： after the document's own text (a list 附件：1.……2.…… names attachments and opens none), or at the title of a text
 * that begins to count anew (a notice and the rules that it issues).
 */
export function splitPortions(text: string, blocks: Block[]): Portion[] {
  const portions: Portion[] = [];
  let from = 0;
  let head: AttachmentHead | null = null;
  const reader = new HeadReader(text, blocks);
  for (let i = 1; i < blocks.length; i++) {
    const next = reader.headAt(i, from, head !== null);
    if (!next) continue;
    portions.push({ head, blocks: blocks.slice(from, i) });
    [from, head] = [i, next];
  }
  portions.push({ head, blocks: blocks.slice(from) });
  return portions;
}

const HEAD = /^附[ \t\u00a0\u3000]*([件录表图]?)[ \t\u00a0\u3000]*(\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Z])?([ \t\u00a0\u3000]*[:：.．、]?[ \t\u00a0\u3000]*)(.{0,80})$/;
/** A list of attachments before the signature is no longer than this, in lines. */
const LONGEST_LIST = 30;
/** How far after a title the text's first number stands at most, in lines. */
const LONGEST_FRONT = 8;
const SHORTEST_TITLE = 6;

/** The first line of an attachment by its form alone. */
export function readHead(line: string): AttachmentHead | null {
  const match = line.startsWith("附") && line.length <= LONGEST_HEAD ? HEAD.exec(line) : null;
  if (!match) return null;
  const [, word = "", number, gap = "", rest = ""] = match;
  if (!opens(word, gap, rest)) return null;
  return { name: `附${word === "" ? "件" : word}${number ?? ""}`, ordinal: ordinalOf(number), title: rest === "" ? null : rest, isOpener: true };
}

/** 附 alone needs its colon; a title must be parted from the number: 附件三所列 speaks of it. */
function opens(word: string, gap: string, rest: string): boolean {
  const isParted = rest === "" || gap !== "" || rest.startsWith("（");
  return (word !== "" || /[:：]/.test(gap)) && isParted && !SENTENCE.test(rest.replace(BRACKETS_AT_END, ""));
}

const LONGEST_HEAD = 100;
const SENTENCE = /[，。；]/;
const BRACKETS_AT_END = /[（(][^（(]*[）)]?$/;

function ordinalOf(number: string | undefined): number | null {
  if (number === undefined) return null;
  return /^[A-Z]$/.test(number) ? number.charCodeAt(0) - 64 : parseNumeral(number);
}

class HeadReader {
  /** By block: the first numbered one from there on. */
  private readonly nextNumbered: Int32Array;
  private looked = { from: -1, to: -1, text: false };

  constructor(
    private readonly text: string,
    private readonly blocks: readonly Block[],
  ) {
    this.nextNumbered = new Int32Array(blocks.length + 1).fill(-1);
    for (let i = blocks.length - 1; i >= 0; i--) this.nextNumbered[i] = blocks[i]!.marker ? i : this.nextNumbered[i + 1]!;
  }

  /**
   * The head of the attachment that block `i` opens.
   * @param from where the portion before it begins
   * @param attached whether that portion is an attachment itself: of the document's own text, something must have come
   */
  headAt(i: number, from: number, attached: boolean): AttachmentHead | null {
    if (this.blocks[i]!.marker) return null;
    const head = this.text[this.blocks[i]!.start] === "附" ? readHead(this.line(i)) : null;
    if (head) return (attached || this.hasText(from, i)) && !this.isListed(i, head) ? head : null;
    return this.isTitleOfNewText(i, from) ? { name: "附件", ordinal: null, title: null, isOpener: false } : null;
  }

  private line(i: number): string {
    return lineOf(this.text, this.blocks[i]!);
  }

  /** Whether `from..to` holds text: what was looked at before is not looked at again. */
  private hasText(from: number, to: number): boolean {
    if (from !== this.looked.from) this.looked = { from, to: from, text: false };
    for (; this.looked.to < to && !this.looked.text; this.looked.to++) {
      this.looked.text = this.blocks[this.looked.to]!.marker !== null || this.line(this.looked.to).includes("。");
    }
    return this.looked.text;
  }

  /** 附件：1.…… 2.……, or a title that a signature follows or that comes again: it names what is attached further on. */
  private isListed(i: number, { title, name }: AttachmentHead): boolean {
    if (title !== null && startsNumber(title)) return true;
    for (let k = i + 1; k <= Math.min(i + LONGEST_LIST, this.blocks.length - 1); k++) {
      const line = this.line(k);
      if (isDateLine(line)) return !this.isSignedBefore(i);
      if (line.includes("。")) return false;
      const head = title === null ? null : readHead(line);
      if (head && (head.title === title || (head.title === null && head.name === name))) return true;
    }
    return false;
  }

  private isSignedBefore(i: number): boolean {
    for (let k = i - 1; k >= Math.max(0, i - 5); k--) if (isDateLine(this.line(k))) return true;
    return false;
  }

  /** A title after the date, or after numbered text, whose own text begins with the first chapter, article or 一、. */
  private isTitleOfNewText(i: number, from: number): boolean {
    const next = this.nextNumbered[i]!;
    if (next < 0 || next - i > LONGEST_FRONT || this.blocks[next]!.marker!.ordinal !== 1) return false;
    const { family } = this.blocks[next]!.marker!;
    const begins = family === "part" || family === "chapter" || family === "article";
    if (!begins && family !== "sec") return false;
    const before = this.line(i - 1);
    if ((!isDateLine(before) && !endsSentence(before)) || !this.isTitle(i)) return false;
    return isDateLine(before) ? begins || family === "sec" : begins && this.countsAlready(from, i);
  }

  /** Title lines from `i` on, one of the first few of which ends as titles do. */
  private isTitle(i: number): boolean {
    for (let k = i; k < Math.min(i + MOST_TITLE_LINES, this.blocks.length); k++) {
      const line = this.line(k);
      if (this.blocks[k]!.marker || !isTitleLine(line) || isDateLine(line)) return false;
      if (endsAsTitle(line)) return k > i || line.length >= SHORTEST_TITLE;
    }
    return false;
  }

  private countsAlready(from: number, i: number): boolean {
    const first = this.nextNumbered[from]!;
    return first >= 0 && first < i;
  }
}

function startsNumber(title: string): boolean {
  const first = title[0]!;
  return /^\d{1,2}\s*[.．、]/.test(title) || (isChineseNumeralChar(first) && title[1] === "、") || /^[（(][\d一二三四五六七八九十]/.test(title);
}
