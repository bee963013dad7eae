import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runIngest } from "../../../ingest/pipeline.js";
import { sealOf, sha256, snapshotId, type Manifest } from "../../../ingest/search-index/manifest.js";
import { checkGeneration } from "../../../ingest/search-index/snapshot-check.js";
import { writeManifest } from "../../../ingest/search-index/snapshot-files.js";
import { FILES } from "../../../ingest/search-index/snapshot-writer.js";
import { publishWithGraph } from "../../faults/graph-snapshot.js";
import { currentGenerationOf } from "../../support/snapshot-copy.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";

describe("a generation that is read back before it is published", () => {
  const folder = sharedTempFolder();
  const snapshotRoot = join(folder, "snapshots");
  let generation: string;
  let manifest: Manifest;
  beforeAll(async () => {
    await runIngest({ corpusFolder: writeTinyCorpus(folder), snapshotRoot });
    manifest = publishWithGraph(snapshotRoot);
    generation = currentGenerationOf(snapshotRoot);
  });

  it("is let through where it is whole", () => {
    expect(manifest.vectorIndex.kind).toBe("hnsw");
    expect(() => checkGeneration(generation)).not.toThrow();
  });

  it.each(["documents.jsonl", FILES.vectors])("is refused where %s is not what was written", (name) => {
    const path = join(generation, name);
    const intact = readFileSync(path);
    writeFileSync(path, intact.subarray(0, -1));
    expect(() => checkGeneration(generation)).toThrow(`快照文件 ${name} 没有完整写入磁盘`);
    writeFileSync(path, intact);
  });

  it("is refused where native code wrote half a graph and its hash was taken of that, as on a full disk", () => {
    const path = join(generation, FILES.graph);
    const intact = readFileSync(path);
    for (const length of [0, 50, Math.floor(intact.length / 2), intact.length - 1]) {
      const half = intact.subarray(0, length);
      writeFileSync(path, half);
      const files = { ...manifest.files, [FILES.graph]: { bytes: length, sha256: sha256(half) } };
      const sealed = { ...manifest, files, id: snapshotId(files) };
      writeManifest(generation, { ...sealed, seal: sealOf(sealed) });
      expect(() => checkGeneration(generation), `${length} bytes`).toThrow(`快照文件 ${FILES.graph} 没有完整写入磁盘，请检查磁盘空间`);
    }
  });
});
