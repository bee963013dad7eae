import type { Block } from "../chosen.js";
import { leadFor } from "./lead.js";
import { line, paragraph, type Piece } from "./piece.js";

/** A whole list or all steps in order: the document's name and the opening, then an item a line. */
export function composeLines({ provisions: [opening, ...items] }: Block): Piece[] {
  if (!opening) return [];
  return [...paragraph(leadFor(opening[0]!), opening), ...items.flatMap(line)];
}
