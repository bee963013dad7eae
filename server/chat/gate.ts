import { findQuantities, isComplete, termName, type Snapshot } from "../../ingest/index.js";
import type { Understanding, WantedValue } from "../understanding/understanding.js";
import { wholeSpan } from "./citations.js";
import { chosenText, type Chosen } from "./chosen.js";
import { cutterFor } from "./cut-for-turn.js";
import type { Found } from "./found.js";

/** Why a question is not answered. */
export type RefusalReason =
  | "too_vague"
  | "incomplete_reference"
  | "unverified"
  | "attack"
  | "small_talk"
  | "advice"
  | "outside_region"
  | "outside_document"
  | "not_issued_yet"
  | "no_such_provision"
  | "value_missing"
  | "redacted"
  | "outcome"
  | "not_covered"
  | "nothing_found";

/** The gate's word on a turn: answer, or refuse for a reason with what is missing. */
export type GateDecision = { answerable: true } | { answerable: false; reason: RefusalReason; missing: string };

type Check = (turn: GateInput) => { reason: RefusalReason; missing: string } | null;

export interface GateInput extends Found {
  /** What would be quoted. */
  chosen: Chosen;
}

/** The gate asks whether this turn's evidence answers; a retrieval score cannot tell (docs/retrieval.md). */
export function decide(turn: GateInput): GateDecision {
  for (const check of CHECKS) {
    const failed = check(turn);
    if (failed) return { answerable: false, ...failed };
  }
  return { answerable: true };
}

const conduct: Check = ({ understanding }) =>
  understanding.conduct === "question" ? null : { reason: understanding.conduct, missing: "" };

/** Nothing to search for: no content word, no reference, no place, and nothing said before. */
const tooVague: Check = (turn) => {
  const { understanding, snapshot } = turn;
  const { references, places, documentIds, context } = understanding;
  const named = references.length + places.length + documentIds.length + context.length > 0;
  return named || contentWords(understanding, snapshot).length > 0 ? null : { reason: "too_vague", missing: "" };
};

/** A place that the collection has no documents of, and that the evidence does not speak of either. */
const outsideRegion: Check = (turn) => {
  const { places } = turn.understanding;
  const outside = places.filter((place) => !place.covered);
  if (outside.length === 0 || places.some((place) => place.covered)) return null;
  const text = evidenceText(turn);
  const unknown = outside.filter((place) => !text.includes(place.name));
  return unknown.length > 0 ? { reason: "outside_region", missing: [...new Set(unknown.map((place) => place.region))].join("、") } : null;
};

const outsideDocument: Check = ({ understanding }) =>
  understanding.foreignDocuments.length > 0 && understanding.documentIds.length === 0
    ? { reason: "outside_document", missing: understanding.foreignDocuments.join("、") }
    : null;

/** What is asked for did not exist yet on the day that is asked about. */
const notIssuedYet: Check = ({ retrieved: { notIssuedYet: documents } }) =>
  documents.length > 0 ? { reason: "not_issued_yet", missing: documents.map(({ meta }) => `《${meta.title}》`).join("、") } : null;

/** 第三项 with no article, in this question or before. */
const incompleteReference: Check = ({ retrieved }) => {
  const bare = retrieved.unresolved.find(({ reference }) => !isComplete(reference));
  return retrieved.exact.length === 0 && bare ? { reason: "incomplete_reference", missing: bare.text } : null;
};

const noSuchProvision: Check = ({ retrieved }) =>
  retrieved.exact.length === 0 && retrieved.unresolved.length > 0
    ? { reason: "no_such_provision", missing: retrieved.unresolved.map((item) => item.text).join("、") }
    : null;

const nothingFound: Check = ({ retrieved }) =>
  retrieved.exact.length === 0 && retrieved.scopes.every((scope) => scope.evidence.length === 0)
    ? { reason: "nothing_found", missing: "" }
    : null;

/** What happened after a document was issued stands in no document of rules and plans. */
const outcomeAsked: Check = ({ understanding, retrieved }) =>
  understanding.wants.includes("outcome") && retrieved.exact.length === 0 ? { reason: "outcome", missing: "" } : null;

/** A figure of a year that the evidence does not speak of. */
const yearMissing: Check = (turn) => {
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

/** A figure, share, date, period or contact is asked for, and the best evidence holds none of that kind. */
const valueMissing: Check = (turn) => {
  if (turn.retrieved.exact.length > 0) return null;
  const text = evidenceText(turn);
  const missing = turn.understanding.wants.find((want) => VALUE_NAME[want] !== undefined && !holdsValue(text, want));
  return missing ? { reason: "value_missing", missing: VALUE_NAME[missing]! } : null;
};

function holdsValue(text: string, want: WantedValue): boolean {
  const kinds = new Set(findQuantities(text).map((quantity) => quantity.kind));
  if (want === "money") return kinds.has("money") || /万亿级|千亿级/.test(text);
  if (want === "percent") return kinds.has("percent") || /较高水平|三分之|一半/.test(text);
  if (want === "date") return kinds.has("date") || kinds.has("year") || DEFERRED_DATE.test(text);
  if (want === "duration") return kinds.has("duration") || kinds.has("date") || LOOSE_DURATION.test(text);
  return CONTACT.test(text);
}

const ASKS_CITY = /哪个(城市|市|地方)|什么城市|什么市/;
const ASKS_FIGURE = /第几|多少|百分之几|几(个|家|所|位|名|成)/;

/** The source itself hides what is asked for behind asterisks: the city, or the figure of the sentence that would be quoted. */
const redacted: Check = (turn) => {
  const { understanding: { question }, retrieved } = turn;
  const top = retrieved.scopes[0]?.evidence[0]?.passage;
  if (!top || top.document.meta.status !== "non_normative") return null;
  const spans = cutterFor(turn)(wholeSpan(top.document, top.provision));
  const quoted = spans.map(({ start, end }) => top.document.text.slice(start, end)).join("\n");
  const hidden = (ASKS_CITY.test(question) && quoted.includes("**")) || (ASKS_FIGURE.test(question) && HIDDEN_FIGURE.test(quoted));
  return hidden ? { reason: "redacted", missing: "" } : null;
};

/** 第*位, **家, 超过**%: a figure that was blotted out. */
const HIDDEN_FIGURE = /第\*+|\*+(\.\*+)?(位|家|个|万|亿|%|所|元|年)/;

/** Share of content words that may stand nowhere; a long story told in a person's own words may hold more of them. */
const UNCOVERED_SHARE = { short: 0.6, long: 0.8 } as const;
const LONG_QUESTION = 6;

/** Most of the question's own content words stand nowhere in the collection, not even by way of the lexicon. */
const notCovered: Check = ({ understanding, retrieved, snapshot }) => {
  if (retrieved.exact.length > 0) return null;
  const words = contentWords(understanding, snapshot);
  const reworded = retrieved.query.rewordings.map((rewording) => rewording.said).join("\n");
  const uncovered = words.filter((word) => snapshot.lexical.documentFrequency(termName.word(word)) === 0 && !reworded.includes(word));
  const allowed = words.length >= LONG_QUESTION ? UNCOVERED_SHARE.long : UNCOVERED_SHARE.short;
  const nothingCovered = words.length > 0 && uncovered.length === words.length;
  return nothingCovered || (words.length >= 2 && uncovered.length / words.length > allowed)
    ? { reason: "not_covered", missing: uncovered.slice(0, 3).join("、") }
    : null;
};

function contentWords({ question, places }: Understanding, { tokenizer, lexicon }: Snapshot): string[] {
  const stop = new Set([...lexicon.stopwords, ...places.map((place) => place.name)]);
  return [...new Set(tokenizer.words(question))].filter((word) => word.length >= 2 && !stop.has(word) && !/^\d+$/.test(word));
}

/** The text of what would be quoted. */
function evidenceText({ chosen }: GateInput): string {
  return chosenText(chosen);
}

/** In the order in which they decide. */
const CHECKS: readonly Check[] = [
  conduct,
  tooVague,
  outsideRegion,
  outsideDocument,
  notIssuedYet,
  incompleteReference,
  noSuchProvision,
  nothingFound,
  redacted,
  notCovered,
  outcomeAsked,
  yearMissing,
  valueMissing,
];
