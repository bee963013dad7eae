import { SEGMENT, type Postings } from "./postings.js";
import { TopPassages, type ScoredPassage } from "./top-passages.js";

/** A term of a query: its number in the index, and its weight. */
export interface QueryTerm {
  term: number;
  weight: number;
}

/** Passages whose scores are added up at a time: their sums stay in cache. Divides a segment. */
const BLOCK = 4096;

/** Slack for sums of floating-point numbers added in another order. */
const ROUNDING = 1 + 1e-9;

/** A term's postings in the open segment. */
interface List extends QueryTerm {
  at: number;
  end: number;
  /** The most that this list and all before it can add together. */
  upTo: number;
}

/**
 * The k best passages by MaxScore (Turtle & Flood 1995), block by block: the lists that can lift a passage among the best are
 * added up, the others only looked up for the passages that they can still lift. Equal to adding up every posting.
 */
export class BlockSearch {
  private readonly sums = new Float64Array(BLOCK);

  constructor(private readonly postings: Postings) {}

  /** @param accept passages that may be found */
  search(terms: readonly QueryTerm[], k: number, accept: (passage: number) => boolean): ScoredPassage[] {
    const best = new TopPassages(k);
    const lists = this.listsOf(terms);
    let needed = lists;
    let rest: List[] = [];
    for (let base = 0; base < this.postings.passages && needed.length > 0; base += BLOCK) {
      if (base % SEGMENT === 0) this.open(lists, base / SEGMENT);
      for (const list of needed) this.add(list, base % SEGMENT);
      this.offerBlock(base, rest, best, accept);
      if (needed[0]!.upTo > best.least) continue;
      needed = lists.filter((list) => list.upTo > best.least);
      rest = lists.slice(0, lists.length - needed.length).reverse();
    }
    return best.sorted();
  }

  /** The list that can add least first. */
  private listsOf(terms: readonly QueryTerm[]): List[] {
    const { maxImpact } = this.postings;
    const most = ({ term, weight }: QueryTerm): number => weight * maxImpact[term]!;
    let sum = 0;
    return [...terms]
      .sort((a, b) => most(a) - most(b))
      .map(({ term, weight }) => ({ term, weight, at: 0, end: 0, upTo: (sum += most({ term, weight }) * ROUNDING) }));
  }

  private open(lists: readonly List[], segment: number): void {
    const { start, segments } = this.postings;
    for (const list of lists) {
      list.at = start[list.term * segments + segment]!;
      list.end = start[list.term * segments + segment + 1]!;
    }
  }

  /** Adds a list's postings in the block. The loop that a search spends its time in. */
  private add(list: List, base: number): void {
    const { sums } = this;
    const { docs, impacts } = this.postings;
    const { end, weight } = list;
    const until = base + BLOCK;
    let at = list.at;
    for (; at < end && docs[at]! < until; at++) sums[docs[at]! - base]! += weight * impacts[at]!;
    list.at = at;
  }

  /** Offers what the block added up to, and leaves it empty. @param rest lists not added yet, the one that can add most first */
  private offerBlock(base: number, rest: readonly List[], best: TopPassages, accept: (passage: number) => boolean): void {
    const { sums } = this;
    const left = rest.length > 0 ? rest[0]!.upTo : 0;
    let least = best.least - left;
    for (let i = 0; i < BLOCK; i++) {
      const sum = sums[i]!;
      if (sum === 0) continue;
      sums[i] = 0;
      if (sum <= least || !accept(base + i)) continue;
      best.offer(base + i, this.addRest(sum, (base + i) % SEGMENT, rest, best.least));
      least = best.least - left;
    }
  }

  /** The whole score, or as much of it as shows that it is not enough. */
  private addRest(sum: number, place: number, rest: readonly List[], least: number): number {
    const { docs, impacts } = this.postings;
    let score = sum;
    for (const list of rest) {
      if (score + list.upTo <= least) return 0;
      list.at = gallop(docs, place, list.at, list.end);
      if (list.at < list.end && docs[list.at] === place) score += list.weight * impacts[list.at]!;
    }
    return score;
  }
}

/** First position in `docs[from..to)` that is not below `place`: steps that double, then halves. */
function gallop(docs: Uint16Array, place: number, from: number, to: number): number {
  let low = from;
  let step = 1;
  while (low + step < to && docs[low + step]! < place) {
    low += step;
    step *= 2;
  }
  let high = Math.min(to, low + step + 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (docs[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
