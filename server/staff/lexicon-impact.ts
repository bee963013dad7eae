import type { Passage, Snapshot, SynonymEntry } from "../../ingest/index.js";
import { heldOutFolds } from "../../ingest/staff.js";
import { today } from "../clock.js";
import type { Evidence } from "../retrieval/evidence.js";
import { Retriever, type Retrieved } from "../retrieval/retrieve.js";
import { SynonymFinder } from "../retrieval/synonyms.js";
import { foldQuestion } from "../understanding/fold.js";
import { Understander } from "../understanding/understand.js";
import type { Understanding } from "../understanding/understanding.js";
import type { AskedTurns } from "./question-file.js";

/** Places of the result that are compared. */
export const TOP = 5;

/** A provision whose place among the first five is not what it was; ranks count from 1, null is beyond them. */
export interface Move {
  provisionId: string;
  label: string;
  before: number | null;
  after: number | null;
}

/** A question whose result changes. */
export interface ChangedQuestion {
  question: string;
  moves: Move[];
  /** Of an asked-as question: the provision it stands under, and its place in the whole result; null where it is not found. */
  right: { provisionId: string; before: number | null; after: number | null } | null;
}

export interface LexiconImpact {
  /** Questions looked at, and those that a changed entry speaks of: no other can change. */
  questions: number;
  touched: number;
  changed: ChangedQuestion[];
  /** Of asked-as questions: whose right provision rises, falls, comes among the first five or leaves them. */
  right: { rises: number; falls: number; enters: number; leaves: number };
}

/** What the entries of two lexicons differ in: an entry that was changed counts as removed and added. */
export interface LexiconDifference {
  added: SynonymEntry[];
  removed: SynonymEntry[];
}

/** Entries that only one of the lexicons has; the note does not count. */
export function differenceOf(before: readonly SynonymEntry[], after: readonly SynonymEntry[]): LexiconDifference {
  const key = ({ say, mean, weight }: SynonymEntry): string => JSON.stringify([say, mean, weight]);
  const lacking = (entries: readonly SynonymEntry[], others: readonly SynonymEntry[]): SynonymEntry[] => {
    const known = new Set(others.map(key));
    return entries.filter((entry) => !known.has(key(entry)));
  };
  return { added: lacking(after, before), removed: lacking(before, after) };
}

/** The lexicon without the entries in which this is said. */
export function withoutEntry(synonyms: readonly SynonymEntry[], said: string): SynonymEntry[] {
  return synonyms.filter((entry) => !entry.say.includes(said));
}

/** Compares what two lexicons find, question by question. */
export class LexiconComparison {
  private readonly understander: Understander;
  private readonly finders: readonly [SynonymFinder, SynonymFinder];

  constructor(
    private readonly snapshot: Snapshot,
    private readonly before: readonly SynonymEntry[],
    private readonly after: readonly SynonymEntry[],
  ) {
    this.understander = new Understander(snapshot);
    this.finders = [new SynonymFinder(before), new SynonymFinder(after)];
  }

  /** Over the corpus's own asked-as questions, each asked of an index that lacks it: else every one would find itself. */
  async overAskedAs(onProgress: (looked: number, total: number) => void = () => undefined): Promise<LexiconImpact> {
    const impact = emptyImpact();
    const total = this.snapshot.passages.reduce((sum, { askedAs }) => sum + askedAs.length, 0);
    for (const fold of heldOutFolds(this.snapshot.passages, this.snapshot.tokenizer)) {
      const touched = fold.questions.filter(({ question }) => this.touches(foldQuestion(question)));
      impact.questions += fold.questions.length;
      impact.touched += touched.length;
      onProgress(impact.questions, total);
      if (touched.length === 0) continue;
      const retrievers = this.retrievers({ ...this.snapshot, lexical: fold.lexical });
      for (const { passage, question } of touched) add(impact, await compare(retrievers, this.understander.understand(question, [], {}), question, passage));
    }
    return impact;
  }

  /** Over questions as they are asked of the snapshot; of a conversation, its last question. */
  async overQuestions(conversations: readonly AskedTurns[]): Promise<LexiconImpact> {
    const impact = emptyImpact();
    const retrievers = this.retrievers(this.snapshot);
    for (const turns of conversations) {
      const understanding = this.understandLast(turns);
      impact.questions++;
      if (!this.touches(understanding.question)) continue;
      impact.touched++;
      add(impact, await compare(retrievers, understanding, turns.join(" / "), null));
    }
    return impact;
  }

  private understandLast(turns: AskedTurns): Understanding {
    const history: Understanding[] = [];
    for (const turn of turns) history.push(this.understander.understand(turn, history, {}));
    return history[history.length - 1]!;
  }

  /** Whether the lexicons reword the question, folded, differently; where they do not, they find the same. */
  private touches(question: string): boolean {
    const [before, after] = this.finders.map((finder) => JSON.stringify(finder.find(question)));
    return before !== after;
  }

  private retrievers(snapshot: Snapshot): [Retriever, Retriever] {
    const withSynonyms = (synonyms: readonly SynonymEntry[]): Retriever => new Retriever({ ...snapshot, lexicon: { ...snapshot.lexicon, synonyms: [...synonyms] } });
    return [withSynonyms(this.before), withSynonyms(this.after)];
  }
}

function emptyImpact(): LexiconImpact {
  return { questions: 0, touched: 0, changed: [], right: { rises: 0, falls: 0, enters: 0, leaves: 0 } };
}

async function compare([before, after]: readonly [Retriever, Retriever], understanding: Understanding, question: string, right: Passage | null): Promise<ChangedQuestion> {
  const [then, now] = [ranked(await before.retrieve(understanding, today())), ranked(await after.retrieve(understanding, today()))];
  return {
    question,
    moves: movesBetween(then.slice(0, TOP), now.slice(0, TOP)),
    right: right && { provisionId: idOf(right), before: rankOf(right, then), after: rankOf(right, now) },
  };
}

/** Keeps the question where anything moved, and counts its right provision. */
function add(impact: LexiconImpact, changed: ChangedQuestion): void {
  const { moves, right } = changed;
  if (moves.length === 0 && right?.before === right?.after) return;
  impact.changed.push(changed);
  if (!right) return;
  const [before, after] = [right.before ?? Infinity, right.after ?? Infinity];
  if (after < before) impact.right.rises++;
  if (after > before) impact.right.falls++;
  if (after <= TOP && before > TOP) impact.right.enters++;
  if (before <= TOP && after > TOP) impact.right.leaves++;
}

/** The evidence of all scopes, the scopes taking turns. */
function ranked({ scopes }: Retrieved): Passage[] {
  const depth = Math.max(0, ...scopes.map((scope) => scope.evidence.length));
  return Array.from({ length: depth }, (_, i) => scopes.flatMap((scope): Evidence[] => scope.evidence.slice(i, i + 1))).flat().map((item) => item.passage);
}

function movesBetween(before: readonly Passage[], after: readonly Passage[]): Move[] {
  return [...new Set([...after, ...before])]
    .map((passage) => ({ provisionId: idOf(passage), label: passage.provision.label, before: rankOf(passage, before), after: rankOf(passage, after) }))
    .filter((move) => move.before !== move.after);
}

function rankOf(passage: Passage, list: readonly Passage[]): number | null {
  const at = list.findIndex((one) => one.index === passage.index);
  return at < 0 ? null : at + 1;
}

function idOf({ document, provision }: Passage): string {
  return `${document.meta.id}#${provision.eId}`;
}
