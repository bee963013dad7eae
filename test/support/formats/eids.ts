import { structureText } from "../../../ingest/structure/structure.js";

/** The tree of a text as eId -> content. */
export function contentByEId(text: string): Record<string, string> {
  return Object.fromEntries(structureText(text).map(({ eId, start, end }) => [eId, text.slice(start, end)]));
}
