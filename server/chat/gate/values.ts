import { findQuantities } from "../../../ingest/index.js";
import type { Evidence } from "../../retrieval/evidence.js";
import type { WantedValue } from "../../understanding/understanding.js";
import type { Chosen } from "../chosen.js";
import type { CitedSpan } from "../citations.js";
import { sentencesOf } from "../sentences.js";
import { evidenceText, type Check } from "./check.js";

/** What happened after a document was issued stands in no document of rules and plans. */
export const outcomeAsked: Check = ({ understanding, retrieved }) =>
  understanding.wants.includes("outcome") && retrieved.exact.length === 0 ? { reason: "outcome", missing: "" } : null;

/** A figure of a year that the evidence does not speak of. */
export const yearMissing: Check = (turn) => {
  const { years, intent, wants } = turn.understanding;
  const asksFigure = intent === "number" || wants.includes("money") || wants.includes("percent");
  if (!asksFigure || turn.retrieved.exact.length > 0) return null;
  const text = evidenceText(turn);
  const missing = years.find((year) => !text.includes(year));
  return missing ? { reason: "value_missing", missing: `${missing}年数据` } : null;
};

const VALUE_NAME: Partial<Record<WantedValue, string>> = {
  money: "金额",
  percent: "比例",
  date: "时间",
  duration: "期限",
  contact: "联系方式",
};
const CONTACT = /\d{3,4}-\d{7,8}|1\d{10}|[\w.]+@[\w.]+|邮编|联系电话/;
const DEFERRED_DATE = /为准|之日起|底前|工作日|每年|到20\d\d年/;
const LOOSE_DURATION = /半年|定期|每年|适时|长期|三年/;

/** A figure, share, date, period or contact is asked for, and the evidence holds none of that kind. */
export const valueMissing: Check = (turn) => {
  if (turn.retrieved.exact.length > 0) return null;
  const text = evidenceText(turn);
  const missing = wantedValues(turn.understanding.wants).find((want) => !holdsValue(text, want));
  return missing ? { reason: "value_missing", missing: VALUE_NAME[missing]! } : null;
};

/** A provision that scores less than this share of the best speaks of something else. */
const NEAR_BEST = 0.9;

/**
 * The best provision speaks of what is asked and gives no such value; that a much weaker one gives one does not make it the
 * answer: how long after a revocation is not the three years between reviews.
 */
export const valueElsewhere: Check = ({ understanding, retrieved: { scopes, exact }, chosen }) => {
  const [block, ...more] = chosen.blocks;
  const { subject, matter } = understanding.topic;
  const named = [...subject, ...matter];
  const evidence = scopes[0]?.evidence ?? [];
  if (exact.length > 0 || scopes.length !== 1 || more.length > 0 || block?.form !== "provisions" || evidence.length === 0) return null;
  const near = evidence.filter(({ score }) => score >= NEAR_BEST * evidence[0]!.score).map(textOf).join("\n");
  const missing = wantedValues(understanding.wants).find((want) => want !== "contact" && !holdsValue(near, want) && !(named.length > 0 && isGivenOf(named, want, chosen)));
  return missing ? { reason: "value_missing", missing: VALUE_NAME[missing]! } : null;
};

/** An amount or share of something that the quoted text names, but in no sentence that gives one: others' figures are not its own. */
export const valueOfAnother: Check = ({ understanding: { wants, topic: { subject } }, retrieved: { exact }, chosen }) => {
  const want = wants.find((value) => value === "money" || value === "percent");
  if (!want || exact.length > 0 || subject.length === 0) return null;
  const isNamed = quotedIn(chosen).some(({ document, provision }) => holdsAll(document.text.slice(provision.start, provision.end), subject));
  return isNamed && !isGivenOf(subject, want, chosen) ? { reason: "value_missing", missing: `“${subject.join("")}”的${VALUE_NAME[want]!}` } : null;
};

/** Whether a quoted sentence, or it under its heading, names all these words and gives a value of this kind. */
function isGivenOf(named: readonly string[], want: WantedValue, chosen: Chosen): boolean {
  return quotedIn(chosen).some(({ document, provision }) =>
    sentencesOf(document.text, provision.start, provision.end).some(({ start, end }) => {
      const sentence = document.text.slice(start, end);
      return holdsValue(sentence, want) && holdsAll(`${provision.heading ?? ""}${sentence}`, named);
    }),
  );
}

function quotedIn({ blocks }: Chosen): CitedSpan[] {
  return blocks.flatMap(({ provisions }) => provisions.flatMap(([first]) => first ?? []));
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function wantedValues(wants: readonly WantedValue[]): WantedValue[] {
  // Who is to be called is asked for, not the number.
  return wants.filter((want) => VALUE_NAME[want] !== undefined && !(want === "contact" && wants.includes("who")));
}

function textOf({ passage: { document, provision } }: Evidence): string {
  return document.text.slice(provision.start, provision.end);
}

function holdsValue(text: string, want: WantedValue): boolean {
  const kinds = new Set(findQuantities(text).map((quantity) => quantity.kind));
  if (want === "money") return kinds.has("money") || /万亿级|千亿级/.test(text);
  if (want === "percent") return kinds.has("percent") || /较高水平|三分之|一半/.test(text);
  if (want === "date") return kinds.has("date") || kinds.has("year") || DEFERRED_DATE.test(text);
  if (want === "duration") return kinds.has("duration") || kinds.has("date") || LOOSE_DURATION.test(text);
  return CONTACT.test(text);
}
