import { isNumeralCode } from "../../../ingest/index.js";
import type { Citation } from "../../schemas/objects.js";
import { claimsOf, type Claim } from "./claims.js";
import { figuresOf } from "./figures.js";
import type { Checked } from "./guard.js";

/**
 * Number guard: every figure, date, share, document number and provision number of an answer stands in what is cited for
 * that very stretch: in the quote, or in the names of the provision (title, 文号, label, headings).
 */
export function numberGuard({ answer, citations }: Checked): string[] {
  const { claims, rest } = claimsOf(answer, citations);
  const cited = (claim: Claim): Citation[] => citations.filter(({ n }) => claim.marks.includes(n));
  const loose = claims.flatMap((claim) => (claim.lead === null ? unsupported(claim.text, cited(claim)) : strayNumerals(claim.lead, cited(claim)[0]!)));
  return [...loose, ...figuresOf(rest)].map((figure) => `“${figure}”不在引文中`);
}

/** Figures of a stretch in other words than the quote's. */
function unsupported(text: string, citations: readonly Citation[]): string[] {
  const known = new Set(citations.flatMap((citation) => [citation.quote, ...namesOf(citation)]).flatMap(figuresOf));
  return figuresOf(text).filter((figure) => !known.has(figure));
}

/** A lead names the provision it introduces: beside those names no numeral stands in it, or it would name another. */
function strayNumerals(lead: string, citation: Citation): string[] {
  const names = namesOf(citation).sort((a, b) => b.length - a.length);
  const rest = names.reduce((text, name) => text.replaceAll(name, "\n"), lead);
  return rest.split("\n").filter((piece) => [...piece].some((ch) => isNumeralCode(ch.charCodeAt(0))));
}

/** What a provision is called by: title, 文号, label, headings. */
export function namesOf({ documentTitle, docNumber, label, heading, path }: Citation): string[] {
  return [documentTitle, docNumber ?? "", label, heading ?? "", ...path].filter((name) => name !== "");
}
