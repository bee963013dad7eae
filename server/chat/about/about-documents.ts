import type { Found } from "../found.js";
import type { About } from "./about.js";
import { aboutCollection } from "./collection.js";
import { aboutImprint } from "./imprint.js";
import { aboutOutline } from "./outline.js";
import { aboutStanding } from "./standing.js";

/** What is asked of the documents themselves: which there are, their parts, standing and imprint. Null for every other question. */
export function aboutDocuments({ understanding, snapshot }: Found, asOf: string): About | null {
  const { conduct, places, foreignDocuments } = understanding;
  if (conduct !== "question" || foreignDocuments.length > 0 || places.some(({ covered }) => !covered)) return null;
  return (
    aboutCollection(understanding, snapshot, asOf) ??
    aboutOutline(understanding, snapshot) ??
    aboutStanding(understanding, snapshot, asOf) ??
    aboutImprint(understanding, snapshot)
  );
}
