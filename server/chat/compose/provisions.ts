import type { PolicyDocument } from "../../../ingest/index.js";
import type { Block } from "../chosen.js";
import { leadFor, nextLeadFor } from "./lead.js";
import { paragraph, type Piece } from "./piece.js";

/** Provisions one after the other, best first; a document is named where it begins to speak. */
export function composeProvisions(blocks: readonly Block[]): Piece[] {
  let speaking: PolicyDocument | null = null;
  return blocks.flatMap(({ provisions }) =>
    provisions.flatMap((spans) => {
      const [first] = spans;
      const lead = first!.document === speaking ? nextLeadFor(first!) : leadFor(first!);
      speaking = first!.document;
      return paragraph(lead, spans);
    }),
  );
}
