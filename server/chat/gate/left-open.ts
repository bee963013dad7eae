import { foldText, type NotAnswered, type PolicyDocument, type Snapshot } from "../../../ingest/index.js";
import type { Check, Refusal } from "./check.js";

/** A wording as its weighted n-grams, length 1. */
type Grams = Map<string, number>;

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
  /** The entry of a wording; null for one that a provision answers. */
  private readonly entries: (NotAnswered | null)[] = [];

  constructor({ passages, notAnswered }: Pick<Snapshot, "passages" | "notAnswered">) {
    if (notAnswered.length === 0) return;
    const wordings = [
      ...notAnswered.flatMap((entry) => entry.examples.map((text) => ({ text, entry }))),
      ...passages.flatMap(({ askedAs }) => askedAs.map((text) => ({ text, entry: null }))),
    ];
    this.weigh(wordings.map(({ text }) => text));
    for (const { text, entry } of wordings) this.add(text, entry);
  }

  /** The nearest reviewed example of those that fit the scope, and how near the nearest answered question is. */
  nearest(question: string, fits: (entry: NotAnswered) => boolean): { open: Nearest | null; answered: number } {
    let open: Nearest | null = null;
    let answered = 0;
    this.similarities(question).forEach((similarity, wording) => {
      const entry = this.entries[wording]!;
      if (entry === null) answered = Math.max(answered, similarity);
      else if (similarity > (open?.similarity ?? 0) && fits(entry)) open = { entry, similarity };
    });
    return { open, answered };
  }

  private similarities(question: string): Float64Array {
    const sums = new Float64Array(this.entries.length);
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

  private add(text: string, entry: NotAnswered | null): void {
    const wording = this.entries.push(entry) - 1;
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

/** A reviewed example must be this near, */
const NEAR = 0.25;
/** and nearer than any answered question by this much. Both by asked-as questions held out one by one: 1.5% of them are refused. */
const NEARER = 0.15;

/** The question is nearly one that staff have reviewed and found no provision for. */
export const leftOpen: Check = ({ understanding, retrieved, leftOpen: questions, snapshot }) => {
  if (retrieved.exact.length > 0 || retrieved.scopes.length !== 1) return null;
  const { regions, documentIds, whole } = understanding;
  const { open, answered } = questions.nearest(whole, (entry) => fitsScope(entry, { regions, documentIds }, snapshot.documents));
  return open && open.similarity >= NEAR && open.similarity - answered >= NEARER ? refusalOf(open.entry) : null;
};

/** An example of one document or region is none of a question that names another. */
function fitsScope({ about }: NotAnswered, { regions, documentIds }: { regions: string[]; documentIds: string[] }, documents: ReadonlyMap<string, PolicyDocument>): boolean {
  const document = documents.get(about);
  if (documentIds.length > 0) return documentIds.some((id) => about === id || about === "all" || documents.get(id)?.meta.region === about);
  return regions.length === 0 || about === "all" || regions.includes(document ? (document.meta.region ?? "") : about);
}

function refusalOf({ say, ask, related }: NotAnswered): Refusal {
  return { reason: "left_open", missing: `${say}${ask ? `可以向${ask.body}了解。` : ""}`, related };
}
