import type { Provision } from "../../ingest/model.js";
import { structureText } from "../../ingest/structure/structure.js";

/** A text with its tree, for asking by eId. */
export interface Structured {
  text: string;
  provisions: Provision[];
  eIds: string[];
  /** The provision of that eId; an error when there is none. */
  at: (eId: string) => Provision;
  /** Its content. */
  contentOf: (eId: string) => string;
}

/** Structures the lines as one document. */
export function structured(...lines: string[]): Structured {
  const text = lines.join("\n");
  const provisions = structureText(text);
  const at = (eId: string): Provision => {
    const found = provisions.find((provision) => provision.eId === eId);
    if (!found) throw new Error(`no ${eId} among ${provisions.map((provision) => provision.eId).join(", ")}`);
    return found;
  };
  return {
    text,
    provisions,
    eIds: provisions.map((provision) => provision.eId),
    at,
    contentOf: (eId) => text.slice(at(eId).start, at(eId).end),
  };
}
