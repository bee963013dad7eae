import { isPassage, type PolicyDocument, type Provision } from "../../../ingest/index.js";
import type { CitedSpan } from "../../chat/citations.js";
import { quoteFrom, tellingSentences } from "./quote.js";
import type { ThemeSigns } from "./theme-signs.js";

/** A provision that speaks of a theme, with the sentences that tell it, and why it was recognised. */
export interface ThemeProvision {
  span: CitedSpan;
  /** `heading`: it stands under a heading that names the theme; `words`: its text speaks of it. */
  basis: "heading" | "words";
}

/** What stands around the body says nothing of a theme. */
const FURNITURE = new Set<Provision["kind"]>(["title", "edition", "docnum", "salutation", "signature"]);
const OPENS_LIST = /[：:]$/;
/** Standing under the theme's heading is worth more than one word of it, and less than two. */
const HEADING_WORTH = 1.5;

/**
 * The provisions of a document that speak of a theme, those that tell most first: what stands under a heading that names it,
 * and what holds a sentence with words of it. None where the document has no such heading and no such sentence.
 */
export function provisionsOn(document: PolicyDocument, signs: ThemeSigns): ThemeProvision[] {
  const named = new Set(document.provisions.filter(({ heading }) => heading !== null && signs.inHeading(heading)).flatMap((provision) => speakersOf(document, provision)));
  const leaves = document.provisions.filter((provision) => isPassage(provision) && !FURNITURE.has(provision.kind));
  return leaves
    .map((leaf) => {
      const sentences = tellingSentences(document, leaf);
      const words = Math.max(0, ...sentences.map(({ start, end }) => signs.wordsIn(document.text.slice(start, end))));
      return { leaf, sentences, worth: words + (named.has(leaf) ? HEADING_WORTH : 0) };
    })
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .map(({ leaf, sentences }) => ({ span: quoteFrom(document, leaf, sentences, signs), basis: named.has(leaf) ? "heading" : "words" }));
}

/** The leaves that speak for a provision: itself, or the first of each of its parts. */
function speakersOf(document: PolicyDocument, provision: Provision): Provision[] {
  if (provision.children.length === 0) return [provision];
  return partsOf(document, provision).flatMap((part) => {
    const first = firstLeaf(document, part);
    if (first === null) return [];
    // 应同时满足以下条件： says nothing without what follows.
    const opens = first !== part && OPENS_LIST.test(document.text.slice(first.start, first.end));
    return opens ? partsOf(document, part).flatMap((item) => firstLeaf(document, item) ?? []) : [first];
  });
}

/** The parts of a provision but its dashes, which tell more of what stands before them. */
function partsOf({ provisions }: PolicyDocument, { children }: Provision): Provision[] {
  return children.map((child) => provisions[child]!).filter(({ kind }) => kind !== "dash" && kind !== "heading");
}

function firstLeaf(document: PolicyDocument, provision: Provision): Provision | null {
  if (provision.children.length === 0) return isPassage(provision) ? provision : null;
  for (const part of partsOf(document, provision)) {
    const leaf = firstLeaf(document, part);
    if (leaf) return leaf;
  }
  return null;
}
