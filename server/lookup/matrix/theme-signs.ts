import { foldText, type Theme } from "../../../ingest/index.js";

/** Stands in a sign for what may lie between two of its parts (corpus/lexicon/themes.yaml). */
const GAP = "…";
/** How far the parts of a sign may stand apart, in characters. */
const WIDEST_GAP = 100;
/** A heading that ends with a name may say more of it in brackets: …产业集群（国家级）. */
const BRACKETS_AT_END = /\([^()]*\)$/;
/** A cue only chooses between sentences: it counts less than a word that tells the theme. */
const CUE_SHARE = 0.5;

/** What a theme is recognised by, ready to be asked. */
export interface ThemeSigns {
  /** Whether a heading names the theme. */
  inHeading: (heading: string) => boolean;
  /** How many of its words a sentence holds; none where an exception stands in it. */
  wordsIn: (sentence: string) => number;
  /** What a sentence of a recognised provision is worth as its quote. */
  worth: (sentence: string) => number;
}

/** The signs of a theme. Width and case do not matter, as in a search. */
export function signsOf({ headings, words, cues, except }: Theme): ThemeSigns {
  const [wordParts, cueParts, exceptParts] = [words, cues, except].map((signs) => signs.map(partsOf)) as [Parts[], Parts[], Parts[]];
  const headingParts = headings.map((sign) => ({ parts: partsOf(sign), atEnd: sign.startsWith(GAP) }));
  const count = (folded: string, signs: readonly Parts[]): number => signs.filter((parts) => holds(folded, parts)).length;
  const isExcepted = (folded: string): boolean => count(folded, exceptParts) > 0;
  const wordsIn = (sentence: string): number => {
    const folded = foldText(sentence);
    return isExcepted(folded) ? 0 : count(folded, wordParts);
  };
  return {
    inHeading: (heading) => {
      const folded = foldText(heading);
      return !isExcepted(folded) && headingParts.some(({ parts, atEnd }) => (atEnd ? folded.replace(BRACKETS_AT_END, "").endsWith(parts[0]!) : holds(folded, parts)));
    },
    wordsIn,
    worth: (sentence) => wordsIn(sentence) + CUE_SHARE * count(foldText(sentence), cueParts),
  };
}

type Parts = readonly string[];

/** Parted before folding: that would make three dots of the gap. */
function partsOf(sign: string): Parts {
  return sign.split(GAP).filter((part) => part !== "").map(foldText);
}

/** The parts one after the other, each near the one before. */
function holds(text: string, [first, ...rest]: Parts): boolean {
  for (let at = text.indexOf(first!); at >= 0; at = text.indexOf(first!, at + 1)) {
    if (followed(text, at + first!.length, rest)) return true;
  }
  return false;
}

function followed(text: string, from: number, rest: Parts): boolean {
  let at = from;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found - at > WIDEST_GAP) return false;
    at = found + part.length;
  }
  return true;
}
