import type { Passage, Snapshot } from "../../ingest/index.js";
import { heldOutFolds, type HeldOutFold } from "../../ingest/staff.js";
import type { Evidence } from "../retrieval/evidence.js";
import { today } from "../clock.js";
import { Retriever } from "../retrieval/retrieve.js";
import { WordCoverage } from "../retrieval/word-coverage.js";
import { Understander } from "../understanding/understand.js";
import type { Understanding } from "../understanding/understanding.js";

/** A question that another provision of its document answers clearly better, as far as words tell. */
export interface Misfit {
  passage: Passage;
  question: string;
  better: Passage;
  /** The better passage's score over the own one's; infinite where the own passage was not found at all. */
  ratio: number;
}

/** The other passage must score this many times as much, */
const CLEAR_RATIO = 1.3;
/** hold this share of the question's words by their rarity, */
const COVERS = 0.6;
/** and the own passage at most this share of what the other holds: else both may answer. */
const OWN_COVERS = 0.5;

/**
 * Asks every question of an index that lacks it, within its own document. Questions that name a provision by number are left
 * out: there the number decides.
 * @param snapshot with the passages as their questions stand now, numbered as in its index
 * @param wanted documents whose questions are looked at
 */
export async function findMisfits(snapshot: Snapshot, wanted: ReadonlySet<string>): Promise<Misfit[]> {
  const understander = new Understander(snapshot);
  const misfits: Misfit[] = [];
  for (const fold of heldOutFolds(snapshot.passages, snapshot.tokenizer)) {
    const retriever = new Retriever({ ...snapshot, lexical: fold.lexical });
    for (const { passage, question } of fold.questions.filter(({ passage: { document } }) => wanted.has(document.meta.id))) {
      const understanding = understander.understand(question, [], {});
      if (understanding.references.length > 0) continue;
      const { scopes } = await retriever.retrieve({ ...understanding, regions: [], documentIds: [passage.document.meta.id] }, today());
      const misfit = misfitIn(scopes[0]?.evidence ?? [], { passage, question }, new WordCoverage(wordsOf(understanding, snapshot), fold.lexical));
      if (misfit) misfits.push(misfit);
    }
  }
  return misfits.sort((a, b) => b.ratio - a.ratio);
}

function misfitIn(evidence: readonly Evidence[], { passage, question }: HeldOutFold["questions"][number], coverage: WordCoverage): Misfit | null {
  const best = evidence[0];
  if (!best || best.passage.index === passage.index) return null;
  const own = evidence.find((item) => item.passage.index === passage.index);
  const ratio = own ? best.score / own.score : Infinity;
  const [covers, ownCovers] = coverage.of([best.passage.index, passage.index]) as [number, number];
  const clear = ratio >= CLEAR_RATIO && covers >= COVERS && ownCovers <= OWN_COVERS * covers;
  return clear ? { passage, question, better: best.passage, ratio } : null;
}

/** The question's words, stop words left out. */
function wordsOf({ question }: Understanding, { tokenizer, lexicon }: Snapshot): string[] {
  const stopwords = new Set(lexicon.stopwords);
  return [...new Set(tokenizer.words(question))].filter((word) => !stopwords.has(word));
}
