import { isNumeralCode, parseNumeral, type PolicyDocument, type Provision } from "../../../ingest/index.js";
import type { SentenceSpan } from "../../chat/sentences.js";
import type { ObligationKind } from "../../schemas/figures.js";
import { bodyOf, wholeSentences } from "./whole-sentences.js";

/** A time that a provision sets, with the sentence that says for what. */
export interface FoundObligation {
  provision: Provision;
  sentence: SentenceSpan;
  kind: ObligationKind;
  when: SentenceSpan;
  /** Months from one time to the next; null where no interval is written. */
  everyMonths: number | null;
}

const NUMBER = "[〇零一二两三四五六七八九十\\d０-９]{1,4}";
const DAY_OF_YEAR = `${NUMBER}月(?:底|末|${NUMBER}日)(?:之前|以前|前)?`;

/** What a time looks like, by kind; where two overlap, the one that stands first here counts. */
const FORMS: readonly (readonly [ObligationKind, RegExp])[] = [
  // 每三年, 每半年, 每年3月底前
  ["recurring", new RegExp(`每隔?(?:${NUMBER}个?(?:年|月|季度|周)|半年|年度?|个?季度|个?月|周)(?:${DAY_OF_YEAR})?`, "g")],
  ["recurring", /定期/g],
  ["validity", /有效期(?:限)?(?:为|至)?[^，。；]{1,16}|自[^，。；]{1,14}起(?:正式)?(?:施行|实施|执行|生效)/g],
  // 近三年
  ["lookback", new RegExp(`(?:最近|近|过去)${NUMBER}年(?:内|以来|来)?`, "g")],
  // 3月底前, 2026年6月30日前
  ["due", new RegExp(`(?:\\d{4}年)?${NUMBER}月(?:底|末|${NUMBER}日)(?:之前|以前|前)`, "g")],
  // 5个工作日, 30日内, 三个月内, 两年内
  ["within", new RegExp(`${NUMBER}(?:个工作日|工作日)(?:以内|之内|内)?|${NUMBER}(?:日|天|周|个月|年)(?:以内|之内|内)`, "g")],
];
/** A plan's title says for which years it is. */
const PERIOD = /\d{4}\s?年?\s?[-－—–~～至]{1,2}\s?\d{4}\s?年/g;

/** The times that a document sets, in its order. */
export function obligationsIn(document: PolicyDocument): FoundObligation[] {
  const titles = document.provisions.filter(({ kind }) => kind === "title");
  return [
    ...titles.flatMap((title) => [...document.text.slice(title.start, title.end).matchAll(PERIOD)].map((found) => ({ provision: title, sentence: { start: title.start, end: title.end }, kind: "period" as const, when: spanOf(found, title.start), everyMonths: null }))),
    ...bodyOf(document).flatMap((provision) => wholeSentences(document, provision).flatMap((sentence) => timesIn(document.text, sentence).map((time) => ({ provision, sentence, ...time })))),
  ];
}

function timesIn(text: string, sentence: SentenceSpan): Pick<FoundObligation, "kind" | "when" | "everyMonths">[] {
  const words = text.slice(sentence.start, sentence.end);
  const times: Pick<FoundObligation, "kind" | "when" | "everyMonths">[] = [];
  for (const [kind, form] of FORMS) {
    for (const found of words.matchAll(form)) {
      const when = spanOf(found, sentence.start);
      if (times.some((time) => when.start < time.when.end && when.end > time.when.start)) continue;
      times.push({ kind, when, everyMonths: kind === "recurring" ? monthsOf(found[0]) : null });
    }
  }
  return times.sort((a, b) => a.when.start - b.when.start);
}

function spanOf(found: RegExpExecArray | RegExpMatchArray, offset: number): SentenceSpan {
  const start = offset + found.index!;
  return { start, end: start + found[0].length };
}

const MONTHS: readonly (readonly [RegExp, number])[] = [[/^每隔?半年/, 6], [/年/, 12], [/季度/, 3], [/月/, 1]];

/** 每三年 -> 36, 每半年 -> 6; null for 定期, and for weeks, which come more often than any month. */
function monthsOf(words: string): number | null {
  const unit = MONTHS.find(([form]) => form.test(words));
  if (!unit) return words.includes("周") ? 0 : null;
  const digits = [...words.replace(/^每隔?/, "")];
  const until = digits.findIndex((ch) => !isNumeralCode(ch.charCodeAt(0)));
  return unit[1] * (parseNumeral(digits.slice(0, until).join("")) ?? 1);
}
