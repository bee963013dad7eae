import { foldText, type NotAnswered, type Snapshot } from "../../../ingest/index.js";
import { signalsOf, wantsOf } from "../../understanding/intent.js";
import type { WantedValue } from "../../understanding/understanding.js";

/** A wording as its weighted n-grams, length 1. */
type Grams = Map<string, number>;

/** A wording of an entry, and the values that it asks for. */
export interface Example {
  entry: NotAnswered;
  wants: WantedValue[];
}

/** A reviewed example near a question, and how near (cosine, 0 to 1). */
export interface Nearest {
  entry: NotAnswered;
  similarity: number;
}

const LONGEST_GRAM = 3;
/** An n-gram of one wording only tells nothing of others. */
const LEAST_WORDINGS = 2;

/**
 * What people ask and the documents leave open (`corpus/not-answered.yaml`) beside what provisions answer (asked-as): a
 * question is compared with both, so an example that staff add counts from the next ingest on.
 */
export class LeftOpenQuestions {
  private readonly rarity = new Map<string, number>();
  private readonly postings = new Map<string, { wording: number; weight: number }[]>();
  /** What each wording is of: its entry and the values it wants; null for one that a provision answers. */
  private readonly examples: (Example | null)[] = [];

  constructor({ passages, notAnswered }: Pick<Snapshot, "passages" | "notAnswered">) {
    if (notAnswered.length === 0) return;
    const wordings = [
      ...notAnswered.flatMap((entry) => entry.examples.map((text) => ({ text, entry }))),
      ...passages.flatMap(({ askedAs }) => askedAs.map((text) => ({ text, entry: null }))),
    ];
    this.weigh(wordings.map(({ text }) => text));
    for (const { text, entry } of wordings) this.add(text, entry && { entry, wants: wantsOf(signalsOf(text)) });
  }

  /** The nearest reviewed example of those that fit, and how near the nearest answered question is. */
  nearest(question: string, fits: (example: Example) => boolean): { open: Nearest | null; answered: number } {
    let open: Nearest | null = null;
    let answered = 0;
    this.similarities(question).forEach((similarity, wording) => {
      const example = this.examples[wording]!;
      if (example === null) answered = Math.max(answered, similarity);
      else if (similarity > (open?.similarity ?? 0) && fits(example)) open = { entry: example.entry, similarity };
    });
    return { open, answered };
  }

  private similarities(question: string): Float64Array {
    const sums = new Float64Array(this.examples.length);
    for (const [gram, weight] of this.gramsOf(question)) {
      for (const posting of this.postings.get(gram) ?? []) sums[posting.wording]! += weight * posting.weight;
    }
    return sums;
  }

  private weigh(wordings: readonly string[]): void {
    const counts = new Map<string, number>();
    for (const text of wordings) for (const gram of gramsIn(text)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const [gram, count] of counts) if (count > LEAST_WORDINGS) this.rarity.set(gram, Math.log(wordings.length / count));
  }

  private add(text: string, example: Example | null): void {
    const wording = this.examples.push(example) - 1;
    for (const [gram, weight] of this.gramsOf(text)) {
      const list = this.postings.get(gram) ?? [];
      if (list.length === 0) this.postings.set(gram, list);
      list.push({ wording, weight });
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
