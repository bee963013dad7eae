import type { Cosines } from "./cosines.js";
import { Frontier } from "./frontier.js";
import { topLayer, type NeighbourGraph } from "./neighbour-graph.js";
import { TopPassages, type ScoredPassage } from "./top-passages.js";

const LAST_STAMP = 0xffffffff;

/** Finds near passages by walking the graph towards the question (Malkov & Yashunin 2018, algorithms 2 and 5). */
export class GraphSearch {
  /** By passage: the stamp of the last search that met it. */
  private readonly met: Uint32Array;
  private stamp = 0;
  private readonly frontier = new Frontier();

  /** @param breadth how many of the best a search keeps while it walks (ef); more find more and take longer */
  constructor(
    private readonly graph: NeighbourGraph,
    private readonly cosines: Cosines,
    private readonly breadth: number,
  ) {
    this.met = new Uint32Array(graph.first.length - 1);
  }

  /** The `k` passages that it finds of highest cosine with the question that was asked last, best first. */
  search(k: number, accept: (passage: number) => boolean): ScoredPassage[] {
    const best = new TopPassages(Math.min(Math.max(k, this.breadth), this.met.length), -Infinity);
    const { frontier } = this;
    this.nextStamp();
    frontier.clear();
    this.meet(this.descend(), best, accept);
    while (frontier.size > 0 && frontier.bestScore > best.least) this.expand(frontier.pop(), best, accept);
    return best.sorted().slice(0, k);
  }

  /** The nearest that a walk through the upper layers finds: where the search of all passages begins. */
  private descend(): number {
    let at = this.graph.entry;
    let score = this.cosines.of(at);
    for (let layer = topLayer(this.graph, at); layer > 0; layer--) {
      for (let next = at; next >= 0; ) {
        next = -1;
        const { first, start, links } = this.graph;
        const entry = first[at]! + layer;
        for (let i = start[entry]!; i < start[entry + 1]!; i++) {
          const found = this.cosines.of(links[i]!);
          if (found <= score) continue;
          score = found;
          next = links[i]!;
        }
        if (next >= 0) at = next;
      }
    }
    return at;
  }

  private expand(passage: number, best: TopPassages, accept: (passage: number) => boolean): void {
    const { first, start, links } = this.graph;
    const entry = first[passage]!;
    const end = start[entry + 1]!;
    for (let i = start[entry]!; i < end; i++) if (this.met[links[i]!] !== this.stamp) this.meet(links[i]!, best, accept);
  }

  /** A passage that is not accepted still leads to others. */
  private meet(passage: number, best: TopPassages, accept: (passage: number) => boolean): void {
    this.met[passage] = this.stamp;
    const score = this.cosines.of(passage);
    if (score <= best.least) return;
    this.frontier.push(passage, score);
    if (accept(passage)) best.offer(passage, score);
  }

  private nextStamp(): void {
    if (this.stamp === LAST_STAMP) {
      this.met.fill(0);
      this.stamp = 0;
    }
    this.stamp++;
  }
}
