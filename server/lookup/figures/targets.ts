import type { PolicyDocument, Provision } from "../../../ingest/index.js";
import type { SentenceSpan } from "../../chat/sentences.js";
import { amountsIn, type Amount } from "./amounts.js";
import { bodyOf, wholeSentences } from "./whole-sentences.js";

/** An amount that is to be reached by a year; all spans are offsets into the document's text. */
export interface FoundTarget {
  provision: Provision;
  sentence: SentenceSpan;
  year: string;
  figure: SentenceSpan;
  /** What the amount is of: its clause, or the part of it that is its own where the clause counts several things. */
  what: SentenceSpan;
  unit: string;
  value: number | null;
}

/** 到2025年, 至2030年底; 截至2020年 and 2021年至2025年 tell of something else. */
const BY_YEAR = /(?<![截达得\d０-９年])[到至]\s?(\d{4})\s?年(?:底|末)?[，,]?/g;
const CLAUSE_END = /[，；：。]/;
/** A number of things is a target only where something is to be done to have them. */
const AIMS = /建成|建设|创建|新建|组建|培育|打造|形成|新增|达到|达|拥有|认定|引进|实现/;
const BETWEEN = /^[、和及与，以]+|[、和及与，以]+$/g;
const BEFORE_SUBJECT = /^(力争|争取|共|累计)+/;

/** The targets of a document, in its order. A figure without a year in its sentence is none. */
export function targetsIn(document: PolicyDocument): FoundTarget[] {
  return bodyOf(document).flatMap((provision) => wholeSentences(document, provision).flatMap((sentence) => inSentence(document, provision, sentence)));
}

function inSentence({ text }: PolicyDocument, provision: Provision, sentence: SentenceSpan): FoundTarget[] {
  const years = [...text.slice(sentence.start, sentence.end).matchAll(BY_YEAR)].map(({ index, 0: words, 1: year }) => ({ year: year!, end: sentence.start + index + words.length }));
  return years.flatMap(({ year, end }, i) => {
    const until = i + 1 < years.length ? years[i + 1]!.end : sentence.end;
    return clausesOf(text, end, until).flatMap((clause) => inClause(text, clause).map((found) => ({ provision, sentence, year, ...found })));
  });
}

function clausesOf(text: string, start: number, end: number): SentenceSpan[] {
  const clauses: SentenceSpan[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && !CLAUSE_END.test(text[at]!)) continue;
    if (at > from) clauses.push({ start: from, end: at });
    from = at + 1;
  }
  return clauses;
}

function inClause(text: string, clause: SentenceSpan): Pick<FoundTarget, "figure" | "what" | "unit" | "value">[] {
  const words = text.slice(clause.start, clause.end);
  const amounts = aimedAt(words, amountsIn(words));
  const areMany = amounts.length > 1 && amounts.every(({ kind }) => kind === "count");
  return amounts.map((amount, i) => {
    const what = areMany ? ownPart(words, amount, amounts[i - 1], amounts[i + 1]) : trimmed(words, 0, words.length);
    return { figure: moved(amount, clause.start), what: moved(what, clause.start), unit: amount.unit, value: amount.value };
  });
}

/** 13个集群收入达8万亿元 is a target of money: its number of things only says whose. */
function aimedAt(clause: string, amounts: readonly Amount[]): Amount[] {
  const sizes = amounts.filter(({ kind }) => kind !== "count");
  if (sizes.length > 0) return sizes;
  return amounts.filter(({ start }) => AIMS.test(clause.slice(0, start)));
}

/** 15家绿色园区和50家绿色工厂: from an amount to the next; 产品150个、企业100家: from the one before to it. */
function ownPart(clause: string, amount: Amount, before: Amount | undefined, after: Amount | undefined): SentenceSpan {
  const next = after === undefined ? clause.length : lastJoin(clause, amount.end, after.start);
  const behind = trimmed(clause, amount.end, next);
  const isNamedBehind = behind.end > behind.start && !/^[、，和及]/.test(clause.slice(amount.end));
  return isNamedBehind ? trimmed(clause, amount.start, behind.end) : trimmed(clause, before?.end ?? 0, amount.end);
}

/** Where the part before the next amount ends: …绿色园区和50家, …园区、新增5家. */
function lastJoin(clause: string, from: number, to: number): number {
  const join = Math.max(...["、", "和", "及", "与"].map((sign) => clause.lastIndexOf(sign, to - 1)));
  return join >= from ? join : to;
}

/** Without the words that only join it to what stands beside it. */
function trimmed(text: string, start: number, end: number): SentenceSpan {
  const words = text.slice(start, end);
  const core = words.replace(BETWEEN, "").replace(BEFORE_SUBJECT, "");
  const from = start + words.indexOf(core);
  return { start: from, end: from + core.length };
}

function moved({ start, end }: SentenceSpan, by: number): SentenceSpan {
  return { start: start + by, end: end + by };
}
