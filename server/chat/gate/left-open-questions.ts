import { foldText, type NotAnswered, type Snapshot } from "../../../ingest/index.js";
import { signalsOf, wantsOf } from "../../understanding/intent.js";
import type { WantedValue } from "../../understanding/understanding.js";

/** A wording of an entry, and the values that it asks for. */
export interface Example {
  entry: NotAnswered;
  wants: WantedValue[];
  /** Years that it names, as four digits. */
  years: string[];
  /** Provinces, cities and counties that it names. */
  places: string[];
}

/** A reviewed example near a question, and how near (cosine, 0 to 1). */
export interface Nearest {
  entry: NotAnswered;
  similarity: number;
}

/** An n-gram's part in the wordings that hold it; with its other n-grams' it makes a vector of length 1. */
interface Posting {
  /** idf. */
  rarity: number;
  wordings: Uint32Array;
  weights: Float32Array;
}

/** What the wordings say of a question. */
interface Reading {
  /** By wording: cosine, 0 to 1. */
  similarities: Float32Array;
  /** Its n-grams that they know, the squares of their rarities summed, and how many others it has. */
  known: number;
  unknown: number;
}

const YEAR = /20\d\d/g;
const LONGEST_GRAM = 3;
/** An n-gram of one wording only tells nothing of others. */
const LEAST_WORDINGS = 2;
/** Fewer wordings do not show how people ask. */
const LEAST_REVIEWED = 500;

/**
 * What people ask and the documents leave open (`corpus/not-answered.yaml`) beside what provisions answer (asked-as): a
 * question is compared with both, so an example that staff add counts from the next ingest on.
 */
export class LeftOpenQuestions {
  /** By n-gram. */
  private readonly postings = new Map<string, Posting>();
  /** What each wording is of: its entry and the values it wants; null for one that a provision answers. */
  private readonly examples: readonly (Example | null)[] = [];

  private last: { question: string; reading: Reading } | null = null;

  constructor({ passages, notAnswered, lexicon }: Pick<Snapshot, "passages" | "notAnswered" | "lexicon">) {
    if (notAnswered.length === 0) return;
    const wordings = [
      ...notAnswered.flatMap((entry) => entry.examples.map((text) => ({ text, entry }))),
      ...passages.flatMap(({ askedAs }) => askedAs.map((text) => ({ text, entry: null }))),
    ];
    const places = placesIn(notAnswered, lexicon.places);
    this.examples = wordings.map(({ text, entry }) => entry && { entry, wants: wantsOf(signalsOf(text)), years: text.match(YEAR) ?? [], places: places.filter((place) => text.includes(place)) });
    this.post(wordings.map(({ text }) => text));
  }

  /** The nearest reviewed example of those that fit, and how near the nearest answered question is. */
  nearest(question: string, fits: (example: Example) => boolean): { open: Nearest | null; answered: number } {
    let open: Nearest | null = null;
    let answered = 0;
    const { similarities } = this.read(question);
    for (let wording = 0; wording < similarities.length; wording++) {
      const similarity = similarities[wording]!;
      const example = this.examples[wording]!;
      if (example === null) answered = Math.max(answered, similarity);
      else if (similarity > (open?.similarity ?? 0) && fits(example)) open = { entry: example.entry, similarity };
    }
    return { open, answered };
  }

  /** How much of a question's wording (0 to 1, its n-grams by rarity) the reviewed questions know; null where there are too few to tell. */
  familiarity(question: string): number | null {
    if (this.examples.length < LEAST_REVIEWED) return null;
    const { known, unknown } = this.read(question);
    const all = known + unknown * Math.log(this.examples.length / LEAST_WORDINGS) ** 2;
    return all === 0 ? 0 : known / all;
  }

  private read(question: string): Reading {
    // The gate asks more than once of the same question.
    if (this.last?.question === question) return this.last.reading;
    const similarities = new Float32Array(this.examples.length);
    const grams = new Set(gramsIn(question));
    const known = [...grams].flatMap((gram) => this.postings.get(gram) ?? []);
    const length = Math.hypot(...known.map(({ rarity }) => rarity));
    for (const { rarity, wordings, weights } of known) {
      for (let i = 0; i < wordings.length; i++) similarities[wordings[i]!]! += (rarity / length) * weights[i]!;
    }
    const reading = { similarities, known: length ** 2, unknown: grams.size - known.length };
    this.last = { question, reading };
    return reading;
  }

  private post(wordings: readonly string[]): void {
    const holders = [...holdersOf(wordings)].filter(([, held]) => held.length > LEAST_WORDINGS);
    const squares = new Float64Array(wordings.length);
    for (const [gram, held] of holders) {
      const rarity = Math.log(wordings.length / held.length);
      this.postings.set(gram, { rarity, wordings: Uint32Array.from(held), weights: new Float32Array(held.length) });
      for (const wording of held) squares[wording]! += rarity ** 2;
    }
    for (const { rarity, wordings: held, weights } of this.postings.values()) {
      held.forEach((wording, i) => (weights[i] = rarity / Math.sqrt(squares[wording]!)));
    }
  }
}

/** The wordings that hold each n-gram. */
function holdersOf(wordings: readonly string[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  wordings.forEach((text, wording) => {
    for (const gram of gramsIn(text)) {
      const held = holders.get(gram);
      if (!held) holders.set(gram, [wording]);
      else if (held.at(-1) !== wording) held.push(wording);
    }
  });
  return holders;
}

/** The places that some example names, of the thousands that there are. */
function placesIn(entries: readonly NotAnswered[], regions: Snapshot["lexicon"]["places"]): string[] {
  const said = entries.flatMap(({ examples }) => examples).join("\n");
  return regions.flatMap(({ names, places }) => [...names, ...places]).filter((place) => said.includes(place));
}

/** Its n-grams, one that stands twice twice. */
function gramsIn(text: string): string[] {
  const folded = foldText(text).replace(/\s/g, "");
  const grams: string[] = [];
  for (let length = 1; length <= LONGEST_GRAM; length++) {
    for (let at = 0; at + length <= folded.length; at++) grams.push(folded.slice(at, at + length));
  }
  return grams;
}
