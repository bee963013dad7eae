import type { CodedPassages } from "./running-text.js";

/** A sparse square matrix in compressed rows. */
export interface SparseMatrix {
  size: number;
  rowStart: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
}

/** What counts as near: words at most this far apart in the same passage. */
const WINDOW = 15;
/** Context counts are flattened by this power, so that rare contexts do not rule (Levy, Goldberg & Dagan 2015). */
const CONTEXT_EXPONENT = 0.75;

/**
 * Positive pointwise mutual information of word pairs in a flat window. One row at a time, so memory is bounded by the
 * result and not by the number of pairs.
 * @param passages word ids a passage, in reading order
 * @param size number of words
 */
export function positivePmi(passages: CodedPassages, size: number): SparseMatrix {
  const text = withBounds(passages);
  const occurrences = indexOccurrences(text.words, size);
  const totals = countNeighbours(text, size);
  const contexts = totals.map((count) => Math.pow(count, CONTEXT_EXPONENT));
  const contextSum = contexts.reduce((a, b) => a + b, 0);
  const rows = new RowCollector(size);
  const row = new CountRow(size);
  for (let word = 0; word < size; word++) {
    for (let k = occurrences.start[word]!; k < occurrences.start[word + 1]!; k++) row.addWindow(text, occurrences.at[k]!);
    row.take((column, count) => rows.add(column, Math.log((count * contextSum) / (totals[word]! * contexts[column]!))));
    rows.endRow(word);
  }
  return rows.matrix();
}

/** All passages in one array; `from[i]..to[i]` are the bounds of the passage that position i lies in. */
interface BoundedText {
  words: Uint32Array;
  from: Uint32Array;
  to: Uint32Array;
}

function withBounds({ words, ends }: CodedPassages): BoundedText {
  const text: BoundedText = { words, from: new Uint32Array(words.length), to: new Uint32Array(words.length) };
  let start = 0;
  for (const end of ends) {
    text.from.fill(start, start, end);
    text.to.fill(end, start, end);
    start = end;
  }
  return text;
}

/** Positions of every word, grouped by word. */
function indexOccurrences(words: Uint32Array, size: number): { start: Uint32Array; at: Uint32Array } {
  const start = new Uint32Array(size + 1);
  for (const word of words) start[word + 1]!++;
  for (let i = 0; i < size; i++) start[i + 1]! += start[i]!;
  const next = start.slice();
  const at = new Uint32Array(words.length);
  words.forEach((word, position) => {
    at[next[word]!++] = position;
  });
  return { start, at };
}

function countNeighbours(text: BoundedText, size: number): Float64Array {
  const totals = new Float64Array(size);
  text.words.forEach((word, i) => {
    const before = Math.min(WINDOW, i - text.from[i]!);
    const after = Math.min(WINDOW, text.to[i]! - 1 - i);
    totals[word]! += before + after;
  });
  return totals;
}

/** Counts of one word's neighbours; emptied by `take`. */
class CountRow {
  private readonly counts: Float64Array;
  private readonly touched: number[] = [];

  constructor(size: number) {
    this.counts = new Float64Array(size);
  }

  addWindow(text: BoundedText, position: number): void {
    const last = Math.min(text.to[position]! - 1, position + WINDOW);
    for (let i = Math.max(text.from[position]!, position - WINDOW); i <= last; i++) {
      if (i === position) continue;
      const column = text.words[i]!;
      if (this.counts[column] === 0) this.touched.push(column);
      this.counts[column]!++;
    }
  }

  /** Hands over the counts in the order in which neighbours were first seen. */
  take(each: (column: number, count: number) => void): void {
    for (const column of this.touched) {
      each(column, this.counts[column]!);
      this.counts[column] = 0;
    }
    this.touched.length = 0;
  }
}

const FIRST_CAPACITY = 1 << 16;

/** Builds compressed rows in growing typed arrays; only positive values are kept. */
class RowCollector {
  private readonly rowStart: Uint32Array;
  private columns = new Uint32Array(FIRST_CAPACITY);
  private values = new Float32Array(FIRST_CAPACITY);
  private length = 0;

  constructor(private readonly size: number) {
    this.rowStart = new Uint32Array(size + 1);
  }

  add(column: number, value: number): void {
    if (value <= 0) return;
    if (this.length === this.columns.length) this.grow();
    this.columns[this.length] = column;
    this.values[this.length++] = value;
  }

  endRow(row: number): void {
    this.rowStart[row + 1] = this.length;
  }

  matrix(): SparseMatrix {
    const { size, rowStart, length } = this;
    return { size, rowStart, columns: this.columns.slice(0, length), values: this.values.slice(0, length) };
  }

  private grow(): void {
    const columns = new Uint32Array(this.columns.length * 2);
    const values = new Float32Array(this.values.length * 2);
    columns.set(this.columns);
    values.set(this.values);
    this.columns = columns;
    this.values = values;
  }
}
