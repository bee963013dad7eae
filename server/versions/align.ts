import type { Unit } from "./units.js";

/** A unit of the earlier version and the one of the later version that it became. */
export interface Pair {
  before: Unit;
  after: Unit;
}

/** Texts less alike than this are two provisions, not one that was changed. */
const LEAST_LIKENESS = 0.5;
/** The same at one address: an address that stays is a sign of its own. */
const LEAST_AT_SAME_ADDRESS = 0.3;

/**
 * Which unit became which: the same text at the same address first, then the same text, then texts that are alike, the most
 * alike first. Swapping the versions swaps the pairs and changes nothing else.
 */
export function align(before: readonly Unit[], after: readonly Unit[]): Pair[] {
  const matching = new Matching(before, after);
  matching.take(sameTexts(matching).filter(({ sameAddress }) => sameAddress));
  matching.take(sameTexts(matching));
  matching.take(likeTexts(matching));
  return matching.pairs;
}

interface Candidate extends Pair {
  /** From 0 to 1. */
  likeness: number;
  sameAddress: boolean;
}

/** Pairs as they are found; a unit is in one at most. */
class Matching {
  readonly pairs: Pair[] = [];
  private readonly matched = new Set<Unit>();
  /** How far apart two units stand in their documents, from 0 to 1. */
  readonly distance: (pair: Pair) => number;

  constructor(
    private readonly before: readonly Unit[],
    private readonly after: readonly Unit[],
  ) {
    this.distance = (pair) => Math.abs(pair.before.index / before.length - pair.after.index / after.length);
  }

  get openBefore(): Unit[] {
    return this.before.filter((unit) => !this.matched.has(unit));
  }

  get openAfter(): Unit[] {
    return this.after.filter((unit) => !this.matched.has(unit));
  }

  /** Takes the best candidates that leave each unit in one pair. */
  take(candidates: readonly Candidate[]): void {
    const places = (pair: Pair): number => pair.before.index + pair.after.index;
    const order = [...candidates].sort(
      (a, b) =>
        b.likeness - a.likeness ||
        Number(b.sameAddress) - Number(a.sameAddress) ||
        this.distance(a) - this.distance(b) ||
        // Of two that share a unit, never the same: the order is one and the same whichever version comes first.
        places(a) - places(b),
    );
    for (const { before, after } of order) {
      if (this.matched.has(before) || this.matched.has(after)) continue;
      this.matched.add(before).add(after);
      this.pairs.push({ before, after });
    }
  }
}

function candidate(before: Unit, after: Unit, likeness: number): Candidate {
  return { before, after, likeness, sameAddress: before.provision.eId === after.provision.eId };
}

function sameTexts({ openBefore, openAfter }: Matching): Candidate[] {
  const byBody = groupBy(openAfter, ({ body }) => body);
  return openBefore.flatMap((before) => (byBody.get(before.body) ?? []).map((after) => candidate(before, after, 1)));
}

function likeTexts({ openBefore, openAfter }: Matching): Candidate[] {
  const grams = new Map(openAfter.map((unit) => [unit, gramsOf(unit.body)]));
  const holders = new Map<string, Unit[]>();
  for (const [unit, counts] of grams) for (const gram of counts.keys()) listAt(holders, gram).push(unit);
  return openBefore.flatMap((before) => {
    const own = gramsOf(before.body);
    const met = new Set([...own.keys()].flatMap((gram) => holders.get(gram) ?? []));
    return [...met].map((after) => candidate(before, after, likeness(own, grams.get(after)!))).filter(isAlike);
  });
}

function isAlike({ likeness, sameAddress }: Candidate): boolean {
  return likeness >= (sameAddress ? LEAST_AT_SAME_ADDRESS : LEAST_LIKENESS);
}

/** Dice: twice the shared pairs of characters over all. */
function likeness(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [gram, count] of one) shared += Math.min(count, other.get(gram) ?? 0);
  return (2 * shared) / (sizeOf(one) + sizeOf(other));
}

function sizeOf(counts: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const count of counts.values()) size += count;
  return size;
}

/** Pairs of neighbouring characters with their counts; a text of one character is its own. */
function gramsOf(body: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.max(1, body.length - 1); i++) {
    const gram = body.slice(i, i + 2);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) listAt(groups, keyOf(item)).push(item);
  return groups;
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known) return known;
  const list: T[] = [];
  lists.set(key, list);
  return list;
}
