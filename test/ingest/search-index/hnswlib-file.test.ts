import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Hnswlib from "hnswlib-node";
import { describe, expect, it } from "vitest";
import { readHnswlibFile } from "../../../ingest/search-index/hnswlib-file.js";
import { randomUnitVectors } from "../../support/random-vectors.js";
import { sharedTempFolder } from "../../support/temp-folder.js";

const { HierarchicalNSW } = createRequire(import.meta.url)("hnswlib-node") as typeof Hnswlib;

const COUNT = 300;
const DIMENSIONS = 5;
const folder = sharedTempFolder();
const path = join(folder, "graph.hnsw");
const graph = new HierarchicalNSW("ip", DIMENSIONS);
graph.initIndex({ maxElements: COUNT, m: 4, efConstruction: 40, randomSeed: 100 });
const vectors = randomUnitVectors(COUNT, DIMENSIONS);
for (let i = 0; i < COUNT; i++) graph.addPoint([...vectors.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS)], i);
graph.writeIndexSync(path);
const intact = readFileSync(path);

function damaged(change: (file: Buffer) => Buffer | void): string {
  const copy = Buffer.from(intact);
  const other = join(folder, "damaged.hnsw");
  writeFileSync(other, change(copy) ?? copy);
  return other;
}

describe("a file that hnswlib wrote", () => {
  it("gives the links of every passage, at most 2 m on the ground and m above", () => {
    const { entry, first, start, links } = readHnswlibFile(path, COUNT, DIMENSIONS);
    expect(entry).toBeLessThan(COUNT);
    expect(first).toHaveLength(COUNT + 1);
    expect(start).toHaveLength(first[COUNT]! + 1);
    expect(links).toHaveLength(start[start.length - 1]!);
    for (let p = 0; p < COUNT; p++) {
      for (let list = first[p]!; list < first[p + 1]!; list++) expect(start[list + 1]! - start[list]!).toBeLessThanOrEqual(list === first[p] ? 8 : 4);
    }
  });

  it("is refused where it is of another number of vectors or of other dimensions", () => {
    expect(() => readHnswlibFile(path, COUNT + 1, DIMENSIONS)).toThrow(/Expected 301 vectors in the file of hnswlib, got 300/);
    expect(() => readHnswlibFile(path, COUNT, DIMENSIONS + 1)).toThrow(/Expected 24 bytes a vector in the file of hnswlib, got 20/);
  });

  it("is refused cut short, wherever, as it is left on a full disk", () => {
    for (const bytes of [0, 50, 96, 1000, intact.length >> 1, intact.length - 1]) {
      expect(() => readHnswlibFile(damaged((file) => file.subarray(0, bytes)), COUNT, DIMENSIONS)).toThrow(/in the file of hnswlib/);
    }
  });

  it("is refused with something behind its end, and with a neighbour that is none", () => {
    expect(() => readHnswlibFile(damaged((file) => Buffer.concat([file, Buffer.alloc(1)])), COUNT, DIMENSIONS)).toThrow(/bytes after the last layer/);
    expect(() => readHnswlibFile(damaged((file) => void file.writeUInt32LE(COUNT, 96 + 4)), COUNT, DIMENSIONS)).toThrow(/Expected a neighbour below 300, got 300/);
    expect(() => readHnswlibFile(damaged((file) => void file.writeUInt16LE(9, 96)), COUNT, DIMENSIONS)).toThrow(/Expected at most 8 neighbours, got 9/);
  });
});
