import type { PolicyDocument } from "../../ingest/index.js";
import { align, type Pair } from "./align.js";
import { movedPairs } from "./moved.js";
import { unitsOf, type Unit } from "./units.js";
import { diffWords, type CutWords, type WordRun } from "./word-diff.js";

/** What became of a provision. One that was changed may have moved or got another number as well. */
export type ChangeKind = "added" | "removed" | "changed" | "moved" | "renumbered" | "unchanged";

export interface ProvisionChange {
  kind: ChangeKind;
  /** It stands under another provision, or in another order among its neighbours. */
  moved: boolean;
  /** Another number is printed in front of it. */
  renumbered: boolean;
  /** Null for one that was added. */
  before: Unit | null;
  /** Null for one that was removed. */
  after: Unit | null;
  /** Where the texts differ in any character: both, word by word. */
  words: WordRun[] | null;
}

/** Two versions of a document, provision by provision. */
export interface VersionDiff {
  before: PolicyDocument;
  after: PolicyDocument;
  /** In the order of the later version; what was removed stands where it stood. */
  changes: ProvisionChange[];
  counts: Record<ChangeKind, number>;
}

/** What became of each provision of a version in another one. @param cut parts a text into words */
export function compareVersions(before: PolicyDocument, after: PolicyDocument, cut: CutWords): VersionDiff {
  const [earlier, later] = [unitsOf(before), unitsOf(after)];
  const pairs = align(earlier, later);
  const moved = movedPairs(pairs);
  const becameOf = new Map(pairs.map((pair) => [pair.after, pair]));
  const kept = later.map((unit) => {
    const pair = becameOf.get(unit);
    return pair ? changeOf(pair, moved.has(pair), cut) : onlyIn("added", unit);
  });
  const changes = withRemoved(kept, earlier, new Set(pairs.map((pair) => pair.before)));
  return { before, after, changes, counts: countsOf(changes) };
}

function changeOf(pair: Pair, moved: boolean, cut: CutWords): ProvisionChange {
  const { before, after } = pair;
  const renumbered = before.number !== after.number;
  const kind = before.body !== after.body ? "changed" : moved ? "moved" : renumbered ? "renumbered" : "unchanged";
  return { kind, moved, renumbered, before, after, words: before.text === after.text ? null : diffWords(before.text, after.text, cut) };
}

function onlyIn(kind: "added" | "removed", unit: Unit): ProvisionChange {
  const [before, after] = kind === "added" ? [null, unit] : [unit, null];
  return { kind, moved: false, renumbered: false, before, after, words: null };
}

/** Puts what was removed behind what stood before it in the earlier version. */
function withRemoved(kept: readonly ProvisionChange[], earlier: readonly Unit[], matched: ReadonlySet<Unit>): ProvisionChange[] {
  const changeBehind = new Map<number, ProvisionChange>();
  for (const change of kept) if (change.before) changeBehind.set(change.before.index, change);
  const behind = new Map<ProvisionChange | null, ProvisionChange[]>([[null, []]]);
  let last: ProvisionChange | null = null;
  for (const unit of earlier) {
    if (matched.has(unit)) last = changeBehind.get(unit.index)!;
    else behind.set(last, [...(behind.get(last) ?? []), onlyIn("removed", unit)]);
  }
  return [...behind.get(null)!, ...kept.flatMap((change) => [change, ...(behind.get(change) ?? [])])];
}

function countsOf(changes: readonly ProvisionChange[]): Record<ChangeKind, number> {
  const counts = { added: 0, removed: 0, changed: 0, moved: 0, renumbered: 0, unchanged: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}
