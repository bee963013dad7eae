import type { Snapshot, SynonymEntry } from "../../ingest/index.js";
import { today } from "../clock.js";
import { Engine } from "../chat/engine.js";
import type { Effect } from "../schemas/staff-asked.js";
import { LexiconComparison, type ChangedQuestion } from "./lexicon-impact.js";
import { passageOf } from "./told-turn.js";
import { tryQuestion } from "./trial.js";

const MOST_CHANGED = 100;

/** A proposed entry, the lexicon that it would join, and a question to see it by. */
export interface Proposal {
  entry: SynonymEntry;
  known: readonly SynonymEntry[];
  question: string | null;
}

/** What an entry would change: over the held-out asked-as questions, and in the answer to one question. */
export async function synonymEffect(snapshot: Snapshot, { entry, known, question }: Proposal, onProgress: (looked: number, total: number) => void): Promise<Effect> {
  const after = [...known, entry];
  const impact = await new LexiconComparison(snapshot, known, after).overAskedAs(onProgress);
  const moved = impact.changed.flatMap(({ question: asked, right }) => (right && right.before !== right.after ? [{ question: asked, ...right, ...nameOf(right.provisionId, snapshot) }] : []));
  return {
    snapshot: snapshot.manifest.id,
    questions: impact.questions,
    touched: impact.touched,
    better: impact.right.rises,
    worse: impact.right.falls,
    enters: impact.right.enters,
    leaves: impact.right.leaves,
    changed: moved.sort((a, b) => gain(a) - gain(b)).slice(0, MOST_CHANGED),
    tested: question === null ? null : { before: await asked(question, snapshot, known), after: await asked(question, snapshot, after) },
  };
}

function asked(question: string, snapshot: Snapshot, synonyms: readonly SynonymEntry[]): ReturnType<typeof tryQuestion> {
  return tryQuestion({ question }, new Engine({ ...snapshot, lexicon: { ...snapshot.lexicon, synonyms: [...synonyms] } }), today());
}

function nameOf(provisionId: string, { documents }: Snapshot): Pick<Effect["changed"][number], "label" | "documentTitle"> {
  const { label, documentTitle } = passageOf(provisionId, documents);
  return { label: label!, documentTitle: documentTitle! };
}

/** Places that the right provision gains; what is beyond them all counts as far away. */
function gain({ before, after }: NonNullable<ChangedQuestion["right"]>): number {
  return (before ?? Number.MAX_SAFE_INTEGER) - (after ?? Number.MAX_SAFE_INTEGER);
}
