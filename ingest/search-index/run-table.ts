import { GrowingArray } from "./growing-array.js";
import type { CountedPassages } from "./passage-counter.js";

const COLUMNS = ["terms", "ends", "passages", "frequencies", "lengths"] as const;
type Column = (typeof COLUMNS)[number];

const CHUNK_POSTINGS = 1 << 20;

/** Runs that lie in the same arrays; `bounds` holds where each run begins in each column. */
interface Chunk {
  columns: Record<Column, GrowingArray>;
  bounds: GrowingArray;
}

/** Counted passages as they wait for the index to be finished: outside the JS heap, however short the runs are. */
export class RunTable {
  private readonly chunks: Chunk[] = [];

  push(run: CountedPassages): void {
    let chunk = this.chunks[this.chunks.length - 1];
    if (!chunk || chunk.columns.passages.length >= CHUNK_POSTINGS) this.chunks.push((chunk = newChunk()));
    for (const column of COLUMNS) {
      chunk.bounds.push(chunk.columns[column].length);
      chunk.columns[column].append(run[column]);
    }
  }

  /** Hands the runs out in order, and lets go of each chunk that is done. */
  *drain(): Generator<CountedPassages> {
    this.chunks.reverse();
    for (let chunk = this.chunks.pop(); chunk; chunk = this.chunks.pop()) {
      const runs = chunk.bounds.length / COLUMNS.length;
      for (let run = 0; run < runs; run++) yield runOf(chunk, run, runs);
    }
  }
}

function newChunk(): Chunk {
  const columns = { terms: new GrowingArray(), ends: new GrowingArray(), passages: new GrowingArray(), frequencies: new GrowingArray(), lengths: new GrowingArray() };
  return { columns, bounds: new GrowingArray() };
}

function runOf({ columns, bounds }: Chunk, run: number, runs: number): CountedPassages {
  const part = (column: Column): Uint32Array<ArrayBuffer> => {
    const c = COLUMNS.indexOf(column);
    const to = run + 1 < runs ? bounds.at((run + 1) * COLUMNS.length + c) : columns[column].length;
    return columns[column].view().subarray(bounds.at(run * COLUMNS.length + c), to);
  };
  return { terms: part("terms"), ends: part("ends"), passages: part("passages"), frequencies: part("frequencies"), lengths: part("lengths") };
}
