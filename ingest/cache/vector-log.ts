import { createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const KEY_BYTES = 16;
const CHECK_BYTES = 8;

/**
 * Vectors of texts by one embedder, appended to a file as they come, so that an ingest that is cut short goes on where it
 * ended. A record is the text's hash, the vector and a hash over both: one that is torn or damaged counts as not there.
 */
export class VectorLog {
  private file: number;
  /** By text: where its record begins. */
  private readonly places = new Map<string, number>();
  private readonly used = new Set<string>();
  private end = 0;

  constructor(
    private readonly path: string,
    private readonly dimensions: number,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, existsSync(path) ? "r+" : "w+");
    this.readKeys();
  }

  get(text: string): Float32Array | null {
    const key = keyOf(text);
    const place = this.places.get(key);
    const vector = place === undefined ? null : this.vectorAt(place, key);
    if (vector) this.used.add(key);
    return vector;
  }

  append(texts: readonly string[], vectors: readonly Float32Array[]): void {
    const records = texts.map((text, i) => this.recordOf(keyOf(text), vectors[i]!));
    const data = Buffer.concat(records);
    for (let written = 0; written < data.byteLength; ) written += writeSync(this.file, data, written, data.byteLength - written, this.end + written);
    for (const text of texts) {
      this.used.add(keyOf(text));
      this.places.set(keyOf(text), this.end);
      this.end += this.recordBytes;
    }
  }

  /** Lets go of the file. Where it has grown past `mostBytes`, only what was used stays. */
  close(mostBytes: number): void {
    try {
      if (this.end > mostBytes) this.rewrite(Math.floor(mostBytes / this.recordBytes));
    } finally {
      closeSync(this.file);
    }
  }

  private rewrite(mostRecords: number): void {
    const aside = `${this.path}.${process.pid}`;
    const fresh = openSync(aside, "w");
    try {
      for (const key of [...this.used].slice(0, mostRecords)) writeSync(fresh, this.read(this.places.get(key)!));
      renameSync(aside, this.path);
    } finally {
      closeSync(fresh);
      rmSync(aside, { force: true });
    }
  }

  private get recordBytes(): number {
    return KEY_BYTES + 4 * this.dimensions + CHECK_BYTES;
  }

  /** What follows the last whole record was torn, and is written over. */
  private readKeys(): void {
    const key = Buffer.alloc(KEY_BYTES);
    const { size } = fstatSync(this.file);
    for (; this.end + this.recordBytes <= size; this.end += this.recordBytes) {
      readSync(this.file, key, 0, KEY_BYTES, this.end);
      this.places.set(key.toString("hex"), this.end);
    }
  }

  private read(place: number): Buffer {
    const record = Buffer.from(new ArrayBuffer(this.recordBytes));
    readSync(this.file, record, 0, record.byteLength, place);
    return record;
  }

  private vectorAt(place: number, key: string): Float32Array | null {
    const record = this.read(place);
    const body = record.subarray(0, record.byteLength - CHECK_BYTES);
    const whole = checkOf(body).equals(record.subarray(body.byteLength)) && record.subarray(0, KEY_BYTES).toString("hex") === key;
    return whole ? new Float32Array(record.buffer.slice(KEY_BYTES, body.byteLength)) : null;
  }

  private recordOf(key: string, vector: Float32Array): Buffer {
    const body = Buffer.concat([Buffer.from(key, "hex"), new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)]);
    return Buffer.concat([body, checkOf(body)]);
  }
}

function keyOf(text: string): string {
  return digestOf(text).subarray(0, KEY_BYTES).toString("hex");
}

function checkOf(body: Uint8Array): Buffer {
  return digestOf(body).subarray(0, CHECK_BYTES);
}

function digestOf(data: string | Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
