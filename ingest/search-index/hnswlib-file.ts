import { closeSync, openSync, readSync } from "node:fs";
import { GrowingArray } from "./growing-array.js";
import type { NeighbourGraph } from "./neighbour-graph.js";

/** The head of a file of hnswlib 0.7 (hierarchical_nsw.h, saveIndex): little-endian, sizes in 8 bytes. */
const HEAD_BYTES = 96;

interface Head {
  count: number;
  /** Of a record: number of links, the links, the vector, the label. */
  recordBytes: number;
  vectorBytes: number;
  entry: number;
  mostLinks: { above: number; below: number };
}

/**
 * Reads the links out of a file that hnswlib wrote; the vectors in it are passed over. The library reports success on a
 * full disk, so everything is checked.
 * @throws Error that says expected and got
 */
export function readHnswlibFile(path: string, count: number, dimensions: number): NeighbourGraph {
  const file = new SequentialFile(path);
  try {
    const head = readHead(file.take(HEAD_BYTES));
    expectEqual("vectors", count, head.count);
    expectEqual("bytes a vector", dimensions * 4, head.vectorBytes);
    const ground = new Layers();
    for (let i = 0; i < count; i++) ground.add(readRecord(file, head, i), count);
    const above = readUpper(file, head);
    expectEqual("bytes after the last layer", 0, file.rest());
    return joinLayers(head.entry, ground, above);
  } finally {
    file.close();
  }
}

/** Link lists, one after the other. */
class Layers {
  readonly ends = new GrowingArray();
  readonly links = new GrowingArray();

  add(links: Uint32Array, count: number): void {
    for (const link of links) if (link >= count) throw new Error(`Expected a neighbour below ${count}, got ${link}`);
    this.links.append(links);
    this.ends.push(this.links.length);
  }

  /** @returns a view, good until the next list is added */
  list(i: number): Uint32Array {
    return this.links.view().subarray(i === 0 ? 0 : this.ends.at(i - 1), this.ends.at(i));
  }
}

function readHead(head: Buffer): Head {
  const size = (at: number): number => Number(head.readBigUInt64LE(at));
  const [vectorAt, labelAt] = [size(40), size(32)];
  return {
    count: size(16),
    recordBytes: size(24),
    vectorBytes: labelAt - vectorAt,
    entry: head.readUInt32LE(52),
    mostLinks: { above: size(56), below: size(64) },
  };
}

function readRecord(file: SequentialFile, { recordBytes, mostLinks }: Head, expected: number): Uint32Array {
  const record = file.take(recordBytes);
  expectEqual("label", expected, Number(record.readBigUInt64LE(recordBytes - 8)));
  return linksIn(record, mostLinks.below);
}

/** The layers above the ground of every passage in turn, with how many each has. */
function readUpper(file: SequentialFile, { count, mostLinks }: Head): { layers: Uint32Array; lists: Layers } {
  const listBytes = 4 + 4 * mostLinks.above;
  const layers = new Uint32Array(count);
  const lists = new Layers();
  for (let i = 0; i < count; i++) {
    layers[i] = file.take(4).readUInt32LE(0) / listBytes;
    for (let layer = 0; layer < layers[i]!; layer++) lists.add(linksIn(file.take(listBytes), mostLinks.above), count);
  }
  return { layers, lists };
}

function linksIn(list: Buffer, most: number): Uint32Array {
  const links = list.readUInt16LE(0);
  if (links > most) throw new Error(`Expected at most ${most} neighbours, got ${links}`);
  return Uint32Array.from({ length: links }, (_, i) => list.readUInt32LE(4 + 4 * i));
}

function joinLayers(entry: number, ground: Layers, { layers, lists }: { layers: Uint32Array; lists: Layers }): NeighbourGraph {
  const count = layers.length;
  const first = new Uint32Array(count + 1);
  const start = new Uint32Array(count + lists.ends.length + 1);
  const links = new Uint32Array(ground.links.length + lists.links.length);
  let [list, upper, at] = [0, 0, 0];
  const append = (neighbours: Uint32Array): void => {
    links.set(neighbours, at);
    at += neighbours.length;
    start[++list] = at;
  };
  for (let i = 0; i < count; i++) {
    append(ground.list(i));
    for (let layer = 0; layer < layers[i]!; layer++) append(lists.list(upper++));
    first[i + 1] = list;
  }
  return { entry, first, start, links };
}

function expectEqual(what: string, expected: number, got: number): void {
  if (got !== expected) throw new Error(`Expected ${expected} ${what} in the file of hnswlib, got ${got}`);
}

const CHUNK = 1 << 22;

/** A file read from front to back, however large. */
class SequentialFile {
  private readonly file: number;
  private held = Buffer.alloc(0);

  constructor(path: string) {
    this.file = openSync(path, "r");
  }

  /** The next bytes: a view, good until the next call. @throws Error where the file ends before */
  take(bytes: number): Buffer {
    if (this.held.length < bytes) this.fill(Math.max(bytes, CHUNK));
    if (this.held.length < bytes) throw new Error(`Expected ${bytes} more bytes in the file of hnswlib, got ${this.held.length}`);
    const taken = this.held.subarray(0, bytes);
    this.held = this.held.subarray(bytes);
    return taken;
  }

  /** Bytes that are left, up to a chunk. */
  rest(): number {
    this.fill(CHUNK);
    return this.held.length;
  }

  close(): void {
    closeSync(this.file);
  }

  private fill(wanted: number): void {
    const filled = Buffer.alloc(wanted);
    let length = this.held.copy(filled);
    for (let read = 1; read > 0 && length < wanted; length += read) read = readSync(this.file, filled, length, wanted - length, null);
    this.held = filled.subarray(0, length);
  }
}
