import { cpSync } from "node:fs";
import { join } from "node:path";
import { buildGraph, HNSW_LADDER } from "../../ingest/search-index/hnsw-index.js";
import { sealOf, snapshotId, type Manifest } from "../../ingest/search-index/manifest.js";
import { graphPieces } from "../../ingest/search-index/neighbour-graph.js";
import { writeSealed } from "../../ingest/search-index/sealed-file.js";
import { readManifest, SnapshotFolder, writeManifest } from "../../ingest/search-index/snapshot-files.js";
import { openSnapshot } from "../../ingest/search-index/snapshot.js";
import { FILES } from "../../ingest/search-index/snapshot-writer.js";

/** Publishes the current snapshot once more with a graph of its vectors, which ingest builds of large collections only. */
export function publishWithGraph(snapshotRoot: string): Manifest {
  const folder = new SnapshotFolder(snapshotRoot);
  const staging = folder.stage();
  cpSync(folder.currentGeneration(), staging, { recursive: true });
  const { manifest: exact, vectors } = openSnapshot(snapshotRoot);
  const [parameters] = HNSW_LADDER;
  const graph = buildGraph(Float32Array.from(Array.from({ length: vectors.count }, (_, i) => [...vectors.vectorOf(i)]).flat()), exact.embedder.dimensions, parameters!)!;
  const files = { ...exact.files, [FILES.graph]: writeSealed(join(staging, FILES.graph), graphPieces(graph)) };
  const manifest = { ...exact, files, id: snapshotId(files), createdAt: new Date().toISOString(), vectorIndex: { kind: "hnsw", ...parameters!, recallAt20: 1 } as const };
  const sealed = { ...manifest, seal: sealOf(manifest) };
  writeManifest(staging, sealed);
  folder.publish(staging, sealed);
  return readManifest(folder.currentGeneration());
}
