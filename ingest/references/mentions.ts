import { isSpace } from "../structure/markers.js";
import { completeReference, isComplete, scanReference, type Reference } from "../segment/references.js";

/** What a mention is told from: 前款, 前两条, 本章. */
export interface Relative {
  /** `before`: 前; `this`: 本. */
  side: "before" | "this";
  unit: "款" | "条" | "项" | "章" | "节" | "编";
  /** 前两款: 2. */
  count: number;
}

/** A place in a text that names provisions, a document, or both, as it is written. */
export interface Mention {
  start: number;
  end: number;
  /** Another text by its name; `this` for 本办法, null where none is named. */
  title: { name: string; bare: boolean } | "this" | null;
  relative: Relative | null;
  /** 第三条第二款; null where only a title or 前款 stands. */
  reference: Reference | null;
  /** True where it goes on with the mention before it: 第三条、第五条 . */
  goesOn: boolean;
}

/** Names that a text gives to others: （以下简称《条例》）. */
export type Aliases = Map<string, string>;

const OPENINGS = /[第《]|前[款条项两二三四]|本[条款项章节编]/g;
const DOCUMENT_NOUN =
  "法典|法|条例|办法|规定|细则|规则|意见|方案|解释|决定|通知|规范|规程|标准|制度|措施|章程|纲要|规划|准则|公约|协定|安排|指南";
const OWN_NAME = new RegExp(`本(?:实施|管理|暂行|若干)?(?:${DOCUMENT_NOUN}|清单|目录)$`);
const SAME_NAME = new RegExp(`(?:该|上述|前述)(?:${DOCUMENT_NOUN})$`);
const NOUNS = DOCUMENT_NOUN.split("|");
/** Longest stretch before a number that is looked at for the name of its text. */
const LOOK_BACK = 32;
const JOINED = /^[\s\u3000]*(?:的|、|，|,|和|或|或者|及|以及|与|至|到)?[\s\u3000]*$/;

/** Reads the mentions of one stretch of text, left to right. Linear: what is looked back at or ahead of is bounded. */
export class MentionReader {
  private last: Mention | null = null;
  /** Where the next opening is that has been looked for; what is read next lies behind what was read before. */
  private next = -1;
  /** How far a bracket after a title has been read: it holds no mention. */
  private passed = 0;

  constructor(
    private readonly text: string,
    private readonly aliases: Aliases,
  ) {}

  /** The mentions in `from..to`, which follows what was read before; with `numbered` a number at its head is the provision's own. */
  read(from: number, to: number, numbered: boolean): Mention[] {
    const mentions: Mention[] = [];
    this.last = null;
    let at = this.openingFrom(numbered && this.text[from] === "第" ? from + 1 : from);
    while (at < to) {
      const mention = this.mentionAt(at, from, to);
      if (mention && mention.end <= to) mentions.push((this.last = mention));
      at = this.openingFrom(Math.max(at + 1, mention ? mention.end : 0, this.passed));
    }
    return mentions;
  }

  /** Where a mention may begin next; the end of the text where none does. */
  private openingFrom(at: number): number {
    if (this.next < at) {
      OPENINGS.lastIndex = at;
      this.next = OPENINGS.exec(this.text)?.index ?? Infinity;
    }
    return this.next;
  }

  private mentionAt(at: number, from: number, to: number): Mention | null {
    const ch = this.text[at];
    if (ch === "《") return this.titleAt(at, to);
    return ch === "第" ? this.numberAt(at, from) : this.relativeAt(at);
  }

  /** 《X》, 《X》第三条, 《X》（以下简称《Y》）第三条. */
  private titleAt(at: number, to: number): Mention | null {
    const close = closingMark(this.text, at, Math.min(to, at + LONGEST_TITLE));
    if (close < 0) return null;
    const name = this.text.slice(at + 1, close);
    const bracket = this.skipBracket(close + 1, name);
    // 《民法典》人格权编第九百九十七条
    const book = /^[\u4e00-\u9fa5]{1,8}编(?=第)/.exec(this.text.slice(bracket, bracket + 10))?.[0].length ?? 0;
    const numberAt = skipSpaces(this.text, bracket + book);
    const reference = this.text[numberAt] === "第" ? scanReference(this.text, numberAt) : null;
    const title = { name: this.aliases.get(name) ?? name, bare: false };
    if (reference && isComplete(reference)) return this.mention(at, reference.end, { title, reference });
    return this.mention(at, close + 1, { title });
  }

  /** Passes over （2018年修正） or （以下简称《条例》）, and keeps the name that the latter gives. */
  private skipBracket(at: number, name: string): number {
    if (this.text[at] !== "（" && this.text[at] !== "(") return at;
    const inside = /^[（(]([^（()）\n]{1,40})[）)]/.exec(this.text.slice(at, at + 44));
    if (!inside) return at;
    const alias = /简称为?[《“"]?([^《》“”"]{2,20})/.exec(inside[1]!)?.[1];
    if (alias) this.aliases.set(alias, name);
    return (this.passed = at + inside[0].length);
  }

  private numberAt(at: number, from: number): Mention | null {
    const reference = scanReference(this.text, at);
    if (!reference) return null;
    const joined = this.joinedTo(at);
    if (joined) return this.mention(at, reference.end, carriedOn(joined, reference));
    if (!isComplete(reference)) return this.mention(at, reference.end, { reference });
    // 香港法例第182章《已婚者地位条例》
    if (this.text[reference.end] === "《") return null;
    const before = this.text.slice(Math.max(from, at - LOOK_BACK), at).trimEnd();
    const own = OWN_NAME.exec(before);
    if (own) return this.mention(at - (before.length - own.index), reference.end, { reference, title: "this" });
    if (SAME_NAME.test(before)) return this.mention(at, reference.end, { reference, title: this.last?.title ?? null });
    const bare = bareName(before);
    return this.mention(at, reference.end, { reference, title: bare === null ? null : this.bareTitle(bare) });
  }

  /** The mention that this one goes on with: 第三条、第五条和第七条. */
  private joinedTo(at: number): Mention | null {
    const { last } = this;
    if (!last?.reference || at - last.end > LONGEST_JOIN) return null;
    return JOINED.test(this.text.slice(last.end, at)) ? last : null;
  }

  /** 民法典第五百条: a name without marks, with what stands before it; an alias is told at once. */
  private bareTitle(run: string): Mention["title"] {
    for (const [alias, name] of this.aliases) if (run.endsWith(alias)) return { name, bare: false };
    return { name: run, bare: true };
  }

  /** 前款, 前两条第一款, 本条第二款, 本章. */
  private relativeAt(at: number): Mention | null {
    const counted = COUNTS[this.text[at + 1]!];
    const unitAt = at + (counted === undefined ? 1 : 2);
    const unit = this.text[unitAt]!;
    if (!UNITS.includes(unit) || isOtherWord(this.text, unitAt)) return null;
    const relative: Relative = { side: this.text[at] === "前" ? "before" : "this", unit: unit as Relative["unit"], count: counted ?? 1 };
    const reference = this.text[unitAt + 1] === "第" ? scanReference(this.text, unitAt + 1) : null;
    const inner = reference && !isComplete(reference) ? reference : null;
    // 本条, 本款 and 本项 alone name where they stand.
    if (relative.side === "this" && "款条项".includes(unit) && !inner) return null;
    return this.mention(at, inner?.end ?? unitAt + 1, { relative, reference: inner });
  }

  private mention(start: number, end: number, said: Partial<Mention>): Mention {
    return { start, end, title: null, relative: null, reference: null, goesOn: false, ...said };
  }
}

/** The words straight before a number, where they end as names of documents do: 违反民法典. */
function bareName(before: string): string | null {
  if (!NOUNS.some((noun) => before.endsWith(noun))) return null;
  let start = before.length;
  while (start > 0 && before[start - 1]! >= "\u4e00" && before[start - 1]! <= "\u9fa5") start--;
  return before.slice(start);
}

/** What a mention takes over from the one that it goes on with: its text, and the outer steps that it leaves out. */
function carriedOn({ title, relative, reference: before }: Mention, reference: Reference): Partial<Mention> {
  if (isComplete(reference)) return { title, reference, goesOn: true };
  if (relative) return { title, relative: relative.unit === "条" ? relative : null, reference, goesOn: true };
  return { title, reference: before && isComplete(before) ? { ...completeReference(reference, before), start: reference.start } : reference, goesOn: true };
}

const LONGEST_TITLE = 100;
const LONGEST_JOIN = 5;
const COUNTS: Record<string, number> = { 两: 2, 二: 2, 三: 3, 四: 4 };
const UNITS = "款条项章节编";
/** 本条例, 本项目, 本章程, 本编制, 本节能, 前条件. */
const OTHER_WORDS: Record<string, string> = { 条: "例件款目文约", 项: "目下", 章: "程", 编: "制号者委办", 节: "能约水目点假余省", 款: "项额" };

function isOtherWord(text: string, unitAt: number): boolean {
  return (OTHER_WORDS[text[unitAt]!] ?? "").includes(text[unitAt + 1] ?? " ");
}

/** The 》 that closes the 《 at `at`, past those inside it; -1 where none does before `to`. */
function closingMark(text: string, at: number, to: number): number {
  let depth = 0;
  for (let i = at; i < to; i++) {
    const ch = text[i];
    if (ch === "《") depth++;
    else if (ch === "》" && --depth === 0) return i;
    else if (ch === "\n") return -1;
  }
  return -1;
}

function skipSpaces(text: string, at: number): number {
  while (isSpace(text[at])) at++;
  return at;
}
