import type { CitedSpan } from "../citations.js";
import type { Block } from "../chosen.js";
import { placeOf, titleOf } from "./lead.js";
import { paragraph, type Piece } from "./piece.js";

/** What was asked for by its number, each provision whole, with the headings that it stands under. */
export function composeLookup({ provisions }: Block): Piece[] {
  return provisions.flatMap((spans) => paragraph(lookupLead(spans[0]!), spans));
}

function lookupLead(span: CitedSpan): string {
  // The label of an item begins with its article: 第六条 is not told again before 第六条第（三）项.
  const above = span.provision.path.filter((heading) => !span.provision.label.startsWith(heading));
  const place = placeOf({ ...span, provision: { ...span.provision, parent: null } });
  return `${titleOf(span.document)}${above.length > 0 ? `（${above.join("，")}）` : ""}${place}：`;
}
