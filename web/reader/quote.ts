import type { DocumentSummary } from "../client/wire.js";
import { STANDING_NAMES, type Standing } from "../ui/standing.js";

/**
 * A provision as a person quotes it: 《title》（文号）label：「text」. What is no rule in force says so, lest the quote pass for
 * one where it is pasted; a title that says it already does not say it twice.
 */
export function quoteLine({ title, docNumber }: Pick<DocumentSummary, "title" | "docNumber">, standing: Standing, label: string, text: string): string {
  const number = docNumber ? `（${docNumber}）` : "";
  const name = STANDING_NAMES[standing];
  const warning = standing === "in_force" || title.includes(name) ? "" : `（${name}）`;
  return `《${title}》${number}${warning}${label}：「${text}」`;
}
