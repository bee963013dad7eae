import type { Pair } from "./align.js";
import type { Unit } from "./units.js";

/** The pairs whose unit left its place: its neighbours went another way, or it stands under another provision now. */
export function movedPairs(pairs: readonly Pair[]): ReadonlySet<Pair> {
  const stayed = longestRising([...pairs].sort((a, b) => a.before.index - b.before.index));
  const homes = new Homes(pairs);
  return new Set(pairs.filter((pair) => !stayed.has(pair) || homes.changed(pair)));
}

/** The longest list of pairs that stand in the same order in both versions. @param pairs in the order of the earlier one */
function longestRising(pairs: readonly Pair[]): Set<Pair> {
  /** By length: the place of the last pair of the rising list that ends lowest. */
  const ends: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(({ after }, i) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]!.after.index < after.index) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = i;
  });
  const rising = new Set<Pair>();
  for (let at = ends.length > 0 ? ends[ends.length - 1]! : -1; at >= 0; at = previous[at]!) rising.add(pairs[at]!);
  return rising;
}

/** Which provision became which, by where the units under them went. */
class Homes {
  /** By provision above, on either side: where its units went, with how many. */
  private readonly went = new Map<string, Map<string, number>>();

  constructor(pairs: readonly Pair[]) {
    for (const pair of pairs) {
      const [before, after] = homesOf(pair);
      this.count(before, after);
      this.count(after, before);
    }
  }

  /** A provision that was parted, or joined with another, moved nothing: one of the two ways leads home. */
  changed(pair: Pair): boolean {
    const [before, after] = homesOf(pair);
    return !this.isMain(before, after) && !this.isMain(after, before);
  }

  private count(from: string, to: string): void {
    const counts = this.went.get(from) ?? new Map<string, number>();
    this.went.set(from, counts.set(to, (counts.get(to) ?? 0) + 1));
  }

  private isMain(from: string, to: string): boolean {
    const counts = this.went.get(from)!;
    return counts.get(to) === Math.max(...counts.values());
  }
}

function homesOf({ before, after }: Pair): [before: string, after: string] {
  return [`before ${homeOf(before)}`, `after ${homeOf(after)}`];
}

/** The index of the provision above. */
function homeOf({ provision }: Unit): string {
  return String(provision.parent ?? "root");
}
