import { leavesOf, scanMarker, type PolicyDocument, type Provision } from "../../ingest/index.js";

/** What is compared of a version: a leaf of its tree. */
export interface Unit {
  /** Its place among the document's units. */
  index: number;
  provision: Provision;
  /** As it stands in the document. */
  text: string;
  /** The number printed in front of it; empty for none. */
  number: string;
  /** What follows the number, without white space: by this two units are the same. */
  body: string;
}

/** The leaves of a document, in its order. What a law database printed around it is none of it. */
export function unitsOf({ text, provisions }: PolicyDocument): Unit[] {
  return leavesOf(provisions)
    .filter(({ kind }) => kind !== "header")
    .map((provision, index) => {
      const marker = scanMarker(text, provision.start);
      const bodyStart = marker ? Math.min(marker.end, provision.end) : provision.start;
      return {
        index,
        provision,
        text: text.slice(provision.start, provision.end),
        number: solid(text.slice(provision.start, bodyStart)),
        body: solid(text.slice(bodyStart, provision.end)),
      };
    });
}

function solid(text: string): string {
  return text.replace(/[\s\u3000\u200b]+/g, "");
}
