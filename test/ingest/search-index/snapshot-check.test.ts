import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runIngest } from "../../../ingest/pipeline.js";
import type { Manifest } from "../../../ingest/search-index/manifest.js";
import { checkGeneration } from "../../../ingest/search-index/snapshot-check.js";
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
});
