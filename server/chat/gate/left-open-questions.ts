import { foldText, type NotAnswered, type Snapshot } from "../../../ingest/index.js";
import { signalsOf, wantsOf } from "../../understanding/intent.js";
import type { WantedValue } from "../../understanding/understanding.js";

/** A wording as its weighted n-grams, length 1. */
type Grams = Map<string, number>;

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

const YEAR = /20\d\d/g;
const LONGEST_GRAM = 3;
/** An n-gram of one wording only tells nothing of others. */
const LEAST_WORDINGS = 2;

/**
 * What people ask and the documents leave open (`corpus/not-answered.yaml`) beside what provisions answer (asked-as): a
 * question is compared with both, so an example that staff add counts from the next ingest on.
 */
export class LeftOpenQuestions {
  private readonly rarity = new Map<string, number>();
  /** Which wordings hold an n-gram, and with what weight. */
  private readonly postings = new Map<string, { wordings: Uint32Array; weights: Float32Array }>();
  /** What each wording is of: its entry and the values it wants; null for one that a provision answers. */
  private readonly examples: readonly (Example | null)[] = [];

  private last: { question: string; similarities: Float32Array } | null = null;

  constructor({ passages, notAnswered, lexicon }: Pick<Snapshot, "passages" | "notAnswered" | "lexicon">) {
    if (notAnswered.length === 0) return;
    const places = lexicon.places.flatMap((region) => [...region.names, ...region.places]);
    const wordings = [
      ...notAnswered.flatMap((entry) => entry.examples.map((text) => ({ text, entry }))),
      ...passages.flatMap(({ askedAs }) => askedAs.map((text) => ({ text, entry: null }))),
    ];
    this.weigh(wordings.map(({ text }) => text));
    this.examples = wordings.map(({ text, entry }) => entry && { entry, wants: wantsOf(signalsOf(text)), years: text.match(YEAR) ?? [], places: places.filter((place) => text.includes(place)) });
    this.post(wordings.map(({ text }) => this.gramsOf(text)));
  }

  /** The nearest reviewed example of those that fit, and how near the nearest answered question is. */
  nearest(question: string, fits: (example: Example) => boolean): { open: Nearest | null; answered: number } {
    let open: Nearest | null = null;
    let answered = 0;
    const similarities = this.similarities(question);
    for (let wording = 0; wording < similarities.length; wording++) {
      const similarity = similarities[wording]!;
      const example = this.examples[wording]!;
      if (example === null) answered = Math.max(answered, similarity);
      else if (similarity > (open?.similarity ?? 0) && fits(example)) open = { entry: example.entry, similarity };
    }
    return { open, answered };
  }

  private similarities(question: string): Float32Array {
    // The gate asks more than once of the same question.
    if (this.last?.question === question) return this.last.similarities;
    const similarities = new Float32Array(this.examples.length);
    for (const [gram, weight] of this.gramsOf(question)) {
      const posting = this.postings.get(gram);
      if (!posting) continue;
      const { wordings, weights } = posting;
      for (let i = 0; i < wordings.length; i++) similarities[wordings[i]!]! += weight * weights[i]!;
    }
    this.last = { question, similarities };
    return similarities;
  }

  private weigh(wordings: readonly string[]): void {
    const counts = new Map<string, number>();
    for (const text of wordings) for (const gram of gramsIn(text)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const [gram, count] of counts) if (count > LEAST_WORDINGS) this.rarity.set(gram, Math.log(wordings.length / count));
  }

  private post(wordings: readonly Grams[]): void {
    const lists = new Map<string, [wording: number, weight: number][]>();
    wordings.forEach((grams, wording) => {
      for (const [gram, weight] of grams) {
        const list = lists.get(gram);
        if (list) list.push([wording, weight]);
        else lists.set(gram, [[wording, weight]]);
      }
    });
    for (const [gram, list] of lists) {
      this.postings.set(gram, { wordings: Uint32Array.from(list, ([wording]) => wording), weights: Float32Array.from(list, ([, weight]) => weight) });
    }
  }

  private gramsOf(text: string): Grams {
    const grams: Grams = new Map();
    for (const gram of gramsIn(text)) {
      const rarity = this.rarity.get(gram);
      if (rarity !== undefined) grams.set(gram, rarity);
    }
    const length = Math.hypot(...grams.values());
    for (const [gram, weight] of grams) grams.set(gram, weight / length);
    return grams;
  }
}

function gramsIn(text: string): Set<string> {
  const folded = foldText(text).replace(/\s/g, "");
  const grams = new Set<string>();
  for (let length = 1; length <= LONGEST_GRAM; length++) {
    for (let at = 0; at + length <= folded.length; at++) grams.add(folded.slice(at, at + length));
  }
  return grams;
}
