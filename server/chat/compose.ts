import type { Chosen } from "./chosen.js";
import { composeComparison, fitsTable } from "./compose/comparison.js";
import { composeLines } from "./compose/lines.js";
import { composeLookup } from "./compose/lookup.js";
import type { Piece } from "./compose/piece.js";
import { composeProvisions } from "./compose/provisions.js";

/** An answer made of the documents' own sentences: pieces in order, and what closes the last one. */
export interface Composition {
  pieces: Piece[];
  tail: string;
}

/** The evidence of a turn -> an answer in the form that its question asks for. @param aspects what is compared, for the names of rows */
export function compose(chosen: Chosen, aspects: readonly string[]): Composition {
  if (chosen.scopes.length > 1 && fitsTable(chosen)) return composeComparison(chosen, aspects);
  return { pieces: chosen.blocks.flatMap(piecesOf), tail: "" };
}

function piecesOf(block: Chosen["blocks"][number]): Piece[] {
  if (block.form === "lookup") return composeLookup(block);
  if (block.form === "provisions") return composeProvisions([block]);
  return composeLines(block);
}
