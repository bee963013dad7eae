const WIDTH = 3;
const CHUNK_RECORDS = 1 << 20;

/** Postings as they are collected: (term, passage, packed frequencies), in chunks, so that growing copies nothing. */
export class RecordTable {
  length = 0;
  private readonly chunks: Uint32Array[] = [];

  push(term: number, passage: number, frequencies: number): void {
    const within = this.length % CHUNK_RECORDS;
    if (within === 0) this.chunks.push(new Uint32Array(CHUNK_RECORDS * WIDTH));
    const chunk = this.chunks[this.chunks.length - 1]!;
    chunk[within * WIDTH] = term;
    chunk[within * WIDTH + 1] = passage;
    chunk[within * WIDTH + 2] = frequencies;
    this.length++;
  }

  forEach(each: (term: number, passage: number, frequencies: number) => void): void {
    this.chunks.forEach((chunk, i) => {
      const records = Math.min(CHUNK_RECORDS, this.length - i * CHUNK_RECORDS);
      for (let at = 0; at < records * WIDTH; at += WIDTH) each(chunk[at]!, chunk[at + 1]!, chunk[at + 2]!);
    });
  }
}
