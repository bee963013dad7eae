import { findQuantities, termName, type QuantityKind, type Snapshot } from "../../ingest/index.js";
import type { Retrieved } from "../retrieval/retrieve.js";
import type { WantedValue } from "../understanding/understanding.js";
import type { CitedSpan } from "./citations.js";
import { cutToQuestion, type TermValue, type Weighing } from "./passage-cut.js";
import type { Found } from "./found.js";

/** A sentence that holds a value of the kind asked for, or the year asked about, counts this much more. */
const HOLDS_VALUE = 1.4;
const HOLDS_YEAR = 1.6;
/** Kinds of quantity that answer each kind of value; a number question takes any. */
const ANSWERING: Partial<Record<WantedValue, readonly QuantityKind[]>> = {
  money: ["money"],
  percent: ["percent"],
  date: ["date", "year"],
  duration: ["duration", "year"],
};

/** Cuts spans to what this turn's question asks. */
export function cutterFor({ understanding, retrieved, snapshot }: Found): (span: CitedSpan) => CitedSpan[] {
  const value = termValue(retrieved, snapshot);
  const weigh = weighing({ understanding, retrieved, snapshot }, value);
  return (span) => withoutBareHeading(cutToQuestion(span, snapshot.tokenizer, value, weigh));
}

/** A heading that stands alone before a gap says nothing that the lead does not. */
function withoutBareHeading(spans: CitedSpan[]): CitedSpan[] {
  const [first, ...rest] = spans;
  const heading = first?.provision.heading;
  if (!first || rest.length === 0 || !heading || first.start !== first.provision.start) return spans;
  const longest = first.provision.label.length + heading.length + PUNCTUATION;
  return first.end - first.start <= longest ? rest : spans;
}

const PUNCTUATION = 2;

/** How much each term of this turn's query tells. */
function termValue({ query }: Retrieved, { lexical, passages }: Snapshot): TermValue {
  return (term) => {
    const weight = query.terms.get(term);
    if (weight === undefined) return 0;
    return weight * Math.log(1 + passages.length / (1 + lexical.documentFrequency(term)));
  };
}

/**
 * What a sentence is worth beyond its terms: a meaning of a lay expression counts whole where it stands (the query gives
 * each of many meanings a small part only), and a value or year that is asked for counts more.
 */
function weighing({ understanding: { wants, intent, years }, retrieved: { query }, snapshot: { tokenizer } }: Found, value: TermValue): Weighing {
  const worthOf = (meaning: string): number => Math.max(0, ...tokenizer.words(meaning).map((word) => value(termName.word(word))));
  const meanings = query.rewordings.map(({ means }) => means.map((meaning) => ({ meaning, worth: means.length * worthOf(meaning) })));
  const kinds = wants.flatMap((want) => ANSWERING[want] ?? []);
  const asksFigure = kinds.length > 0 || intent === "number";
  return (sentence, score) => {
    const reworded = meanings.map((means) => Math.max(0, ...means.map(({ meaning, worth }) => (sentence.includes(meaning) ? worth : 0))));
    const sum = reworded.reduce((total, worth) => total + worth, score);
    const holdsValue = asksFigure && findQuantities(sentence).some(({ kind }) => (kinds.length === 0 ? kind !== "year" : kinds.includes(kind)));
    const holdsYear = years.some((year) => sentence.includes(year));
    return sum * (holdsValue ? HOLDS_VALUE : 1) * (holdsYear ? HOLDS_YEAR : 1);
  };
}
