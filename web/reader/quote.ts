import type { DocumentSummary } from "../client/wire.js";

/** A provision as a person quotes it: 《title》（文号）label：「text」. */
export function quoteLine({ title, docNumber }: Pick<DocumentSummary, "title" | "docNumber">, label: string, text: string): string {
  const number = docNumber ? `（${docNumber}）` : "";
  return `《${title}》${number}${label}：「${text}」`;
}
