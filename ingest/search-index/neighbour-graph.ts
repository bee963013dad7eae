import { packedPieces, uint32View, unpackArrays } from "./binary-file.js";

/**
 * A navigable graph in layers (HNSW; Malkov & Yashunin 2018): every passage is in layer 0, few in the layers above. Passage p
 * is in layers 0 to `first[p+1] - first[p] - 1`; its neighbours in layer l are
 * `links[start[first[p] + l] .. start[first[p] + l + 1]]`.
 */
export interface NeighbourGraph {
  /** The passage in the topmost layer where a search begins. */
  entry: number;
  first: Uint32Array;
  start: Uint32Array;
  links: Uint32Array;
}

/** The highest layer that the passage is in. */
export function topLayer({ first }: NeighbourGraph, passage: number): number {
  return first[passage + 1]! - first[passage]! - 1;
}

/** The file of a graph, in pieces. */
export function graphPieces({ entry, first, start, links }: NeighbourGraph): Uint8Array[] {
  return packedPieces([Uint32Array.of(entry), first, start, links]);
}

/** Views into the file, no copy. */
export function readGraph(file: Buffer): NeighbourGraph {
  const [entry, first, start, links] = unpackArrays(file).map((range) => uint32View(file, range));
  return { entry: entry![0]!, first: first!, start: start!, links: links! };
}
