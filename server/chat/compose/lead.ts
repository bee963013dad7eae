import { isNumeralCode, type PolicyDocument, type Provision } from "../../../ingest/index.js";
import type { CitedSpan } from "../citations.js";

/** Which provision says it, in what sense: 《…》第十五条规定：. A draft proposes, a plan sets forth, an essay holds. */
export function leadFor(first: CitedSpan): string {
  return `${titleOf(first.document)}${placeOf(first)}${verbOf(first.document)}：`;
}

/** The same where the document was just named. */
export function nextLeadFor(first: CitedSpan): string {
  const place = placeOf(first);
  return place === "" ? "" : `${place}：`;
}

/** Title, with the number that documents are called by. */
export function titleOf({ meta }: PolicyDocument): string {
  return `《${meta.title}》${meta.docNumber ? `（${meta.docNumber}）` : ""}`;
}

function verbOf({ meta }: PolicyDocument): string {
  if (meta.status === "non_normative") return "认为";
  if (meta.status === "draft") return "拟规定";
  return meta.kind === "measures" ? "规定" : "提出";
}

/**
 * The label, and what the reader needs to know to tell what the sentences speak of: the provision's own heading where the
 * quote begins after it, and the name of the provision above where this one is a paragraph of it. A label that the quote
 * begins with, and a heading that the label holds, are not said twice.
 */
export function placeOf({ document, provision, start }: CitedSpan): string {
  const begins = document.text.startsWith(provision.label, provision.start) && start === provision.start;
  const label = begins ? "" : provision.label;
  const skipped = start > provision.start && provision.heading !== null && !label.includes(provision.heading);
  const above = nameAbove(document, provision);
  return `${label}${skipped ? `“${provision.heading}”` : ""}${above === null ? "" : `（${above}）`}`;
}

/** The heading that a paragraph stands under; as it is printed, number and all, where it holds a numeral itself. */
function nameAbove({ provisions }: PolicyDocument, { kind, parent, path }: Provision): string | null {
  if (parent === null || (kind !== "dash" && kind !== "para")) return null;
  const { heading } = provisions[parent]!;
  if (heading === null) return null;
  const hasNumeral = [...heading].some((ch) => isNumeralCode(ch.charCodeAt(0)));
  return hasNumeral ? path[path.length - 1]! : heading;
}
