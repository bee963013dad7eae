import { questionKey } from "../../ingest/staff.js";
import { foldQuestion } from "../understanding/fold.js";
import { isNear, pairsOf } from "./likeness.js";

/** Questions that people mean the same by, most frequent wording first. */
export interface QuestionGroup<T> {
  /** The wording asked most often, as it was asked last. */
  question: string;
  members: T[];
  wordings: number;
}

interface Wording<T> {
  question: string;
  key: string;
  pairs: ReadonlySet<string>;
  members: T[];
}

const PARTICLES = /[呢啊吗嘛呀吧哦哟]+$/;

/** What makes two questions the same: traditional characters, width, spaces, punctuation and particles at the end do not count. */
export function sameQuestionKey(question: string): string {
  return questionKey(foldQuestion(question)).replace(PARTICLES, "");
}

/**
 * Puts the same and nearly the same questions together, each near the group's most frequent wording; large groups first.
 * @param asked newest first
 */
export function groupQuestions<T extends { question: string }>(asked: readonly T[]): QuestionGroup<T>[] {
  const wordings = wordingsOf(asked).sort((a, b) => b.members.length - a.members.length);
  const groups = new NearGroups<T>();
  for (const wording of wordings) groups.add(wording);
  return groups.all.map(toGroup).sort((a, b) => b.members.length - a.members.length);
}

function wordingsOf<T extends { question: string }>(asked: readonly T[]): Wording<T>[] {
  const byKey = new Map<string, Wording<T>>();
  for (const one of asked) {
    const key = sameQuestionKey(one.question);
    const known = byKey.get(key);
    if (known) known.members.push(one);
    else byKey.set(key, { question: one.question, key, pairs: pairsOf(key), members: [one] });
  }
  return [...byKey.values()];
}

/** Groups by their first wording; those that share no pair of characters with a question need not be looked at. */
class NearGroups<T> {
  readonly all: Wording<T>[][] = [];
  private readonly byPair = new Map<string, number[]>();

  add(wording: Wording<T>): void {
    const near = this.nearest(wording);
    if (near !== null) return void this.all[near]!.push(wording);
    for (const pair of wording.pairs) this.byPair.set(pair, [...(this.byPair.get(pair) ?? []), this.all.length]);
    this.all.push([wording]);
  }

  private nearest({ pairs }: Wording<T>): number | null {
    const candidates = new Set([...pairs].flatMap((pair) => this.byPair.get(pair) ?? []));
    for (const candidate of candidates) if (isNear(pairs, this.all[candidate]![0]!.pairs)) return candidate;
    return null;
  }
}

function toGroup<T>(wordings: readonly Wording<T>[]): QuestionGroup<T> {
  return { question: wordings[0]!.question, members: wordings.flatMap(({ members }) => members), wordings: wordings.length };
}
