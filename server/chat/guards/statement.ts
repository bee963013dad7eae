import { chineseDay } from "../about/imprint.js";
import { outlineText } from "../about/outline.js";
import type { PolicyDocument } from "../../../ingest/index.js";
import type { Checked } from "./guard.js";
import { figuresOf } from "./figures.js";

/**
 * Statement guard: what the assistant says in its own words beside the quotes holds no figure but the question's, those of
 * the quotes, and what the corpus records of the documents it names (number, days, period, counts of their parts).
 */
export function statementGuard({ statements, question, citations, documents }: Checked): string[] {
  return statements.flatMap((statement) => {
    const named = [...documents.values()].filter(({ meta }) => statement.includes(meta.title));
    const known = new Set([question, ...citations.map(({ quote }) => quote), ...named.map(recordOf)].flatMap(numbersOf));
    return numbersOf(statement).filter((number) => !known.has(number)).map((number) => `“${number}”没有出处`);
  });
}

/** Figures, and every run of digits: 6章 counts with no unit that figures know. */
function numbersOf(text: string): string[] {
  return [...figuresOf(text), ...(text.match(/\d+(\.\d+)?/g) ?? [])];
}

function recordOf(document: PolicyDocument): string {
  const { title, docNumber, issuer, issued, effective, expired, period } = document.meta;
  const days = [issued, effective, expired].flatMap((day) => (day === null ? [] : [chineseDay(day), day]));
  const years = period === null ? [] : [`${period.from.slice(0, 4)}年`, `${period.to.slice(0, 4)}年`, `${period.from.slice(0, 4)}—${period.to.slice(0, 4)}年`];
  return [title, docNumber ?? "", issuer, ...days, ...years, outlineText(document)].join("\n");
}
