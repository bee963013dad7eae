import type { PolicyDocument, Provision } from "../../../ingest/index.js";
import type { CitedSpan } from "../../chat/citations.js";
import { sentencesOf, type SentenceSpan } from "../../chat/sentences.js";
import type { ThemeSigns } from "./theme-signs.js";

/** Provisions up to this length are quoted whole, in characters. */
const WHOLE_LIMIT = 90;
/** A longer one is quoted by its best sentence and those beside it that tell the theme too, up to about this much. */
const QUOTE_LIMIT = 160;
/** A number and punctuation that a heading may have around it in its own sentence. */
const AROUND_HEADING = 8;

/** The sentences of a provision without the heading that it begins with: that is asked as a heading. */
export function tellingSentences(document: PolicyDocument, provision: Provision): SentenceSpan[] {
  const [first, ...rest] = sentencesOf(document.text, provision.start, provision.end);
  const heading = headingOver(document, provision);
  return first && heading !== null && isBare(document.text.slice(first.start, first.end), heading) ? rest : first ? [first, ...rest] : [];
}

/**
 * The short quote by which a provision stands in a cell: one exact piece of the text, whole sentences. Where no sentence
 * tells the theme, it is what the provision begins with.
 */
export function quoteFrom(document: PolicyDocument, provision: Provision, sentences: readonly SentenceSpan[], signs: ThemeSigns): CitedSpan {
  const { start, end } = provision;
  if (end - start <= WHOLE_LIMIT) return { document, provision, start, end };
  const worths = sentences.map((sentence) => signs.worth(document.text.slice(sentence.start, sentence.end)));
  const best = Math.max(0, ...worths);
  const run = best > 0 ? runAround(sentences, worths.indexOf(best), (i) => worths[i]! > 0) : runAround(sentencesOf(document.text, start, end), 0, () => true);
  return { document, provision, ...run };
}

/** The heading that the first sentence may consist of: its own, or that of the provision whose first paragraph it is. */
function headingOver({ provisions }: PolicyDocument, { heading, parent }: Provision): string | null {
  return heading ?? (parent === null ? null : provisions[parent]!.heading);
}

function isBare(sentence: string, heading: string): boolean {
  return sentence.includes(heading) && sentence.length <= heading.length + AROUND_HEADING;
}

/** A sentence with its neighbours that may join it: those after it first. */
function runAround(sentences: readonly SentenceSpan[], at: number, joins: (i: number) => boolean): SentenceSpan {
  let { start, end } = sentences[at]!;
  for (let next = at + 1; next < sentences.length && joins(next) && sentences[next]!.end - start <= QUOTE_LIMIT; next++) end = sentences[next]!.end;
  for (let before = at - 1; before >= 0 && joins(before) && end - sentences[before]!.start <= QUOTE_LIMIT; before--) start = sentences[before]!.start;
  return { start, end };
}
