import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SnapshotError, type SnapshotProblem } from "../../../ingest/errors.js";
import { isPassage } from "../../../ingest/model.js";
import { openGeneration, openSnapshot } from "../../../ingest/search-index/snapshot.js";
import { FILES } from "../../../ingest/search-index/snapshot-writer.js";
import { FORMAT_VERSION, sealOf, sha256, snapshotId, type Manifest } from "../../../ingest/search-index/manifest.js";
import { termNames } from "../../../ingest/segment/tokenizer.js";
import { structureRealDocument, REAL_DOCUMENT_IDS } from "../../support/real-documents.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { copyRealSnapshot } from "../../support/snapshot-copy.js";
import { sharedTempFolder, tempFolder } from "../../support/temp-folder.js";

/** Why the snapshot is refused, and what the message says. */
function refusal(root: string): { problem: SnapshotProblem; message: string } {
  try {
    openSnapshot(root);
  } catch (error) {
    if (error instanceof SnapshotError) return { problem: error.problem, message: error.message };
    throw error;
  }
  throw new Error("the snapshot was opened");
}

/** What a snapshot of this size holds: no graph of its vectors (that one is damaged in embedding-endpoint.test.ts). */
const FILE_NAMES = Object.values(FILES).filter((name) => name !== FILES.graph).sort();

const { root, generation } = copyRealSnapshot(sharedTempFolder());
const MANIFEST = join(generation, "manifest.json");

/** Runs `check` with a file of the copy changed (null: removed), then puts the file back. */
function withFile(path: string, content: Uint8Array | string | null, check: () => void): void {
  const before = readFileSync(path);
  try {
    if (content === null) rmSync(path);
    else writeFileSync(path, content);
    check();
  } finally {
    writeFileSync(path, before);
  }
}

const manifest = JSON.parse(readFileSync(MANIFEST, "utf8")) as Manifest;

/** A manifest with changes under a seal of its own: only deeper checks can refuse it. */
function forged(change: Partial<Manifest>): string {
  const changed = { ...manifest, ...change };
  return `${JSON.stringify({ ...changed, seal: sealOf(changed) }, null, 2)}\n`;
}

describe("openSnapshot", () => {
  it("opens what ingest wrote: the documents with their trees, the passages, the lexicon", () => {
    const snapshot = openRealSnapshot();
    expect([...snapshot.documents.keys()]).toEqual([...REAL_DOCUMENT_IDS]);
    for (const [id, document] of snapshot.documents) expect({ text: document.text, provisions: document.provisions }).toEqual(structureRealDocument(id));
    expect(snapshot.manifest.counts).toMatchObject({ documents: 5, passages: snapshot.passages.length });
    expect(snapshot.lexical.passages).toBe(snapshot.passages.length);
    expect(snapshot.vectors.count).toBe(snapshot.passages.length);
    expect(snapshot.lexicon.terms.length).toBeGreaterThan(100);
  });

  it("numbers the passages in document order: documents by id, their leaves as they stand", () => {
    const { passages, documents } = openRealSnapshot();
    const expected = [...documents.values()].flatMap((document) => document.provisions.filter(isPassage).map((provision) => [document.meta.id, provision.eId]));
    expect(passages.map((passage) => [passage.document.meta.id, passage.provision.eId])).toEqual(expected);
    expect(passages.map((passage) => passage.index)).toEqual(passages.map((_, i) => i));
  });

  it("finds a passage's own words and its own vector", async () => {
    const { lexical, tokenizer, passages, embedder, vectors } = openRealSnapshot();
    const article = passages.find((passage) => passage.document.meta.id === "gz-measures" && passage.provision.eId === "art_15")!;
    const text = article.document.text.slice(article.provision.start, article.provision.end);
    const query = new Map(termNames(tokenizer.terms(text)).map((term) => [term, 1]));
    expect(lexical.search(query, 1)[0]!.passage).toBe(article.index);
    const [vector] = await embedder.embed([text], "query");
    expect(vectors.search(vector!, 5).map((hit) => hit.passage)).toContain(article.index);
  });

  it("compares every vector in a collection of this size", () => {
    expect(openRealSnapshot().manifest.vectorIndex).toEqual({ kind: "exact", recallAt20: 1 });
  });

  it("stamps the snapshot with format, lexicon, embedder and its own content", () => {
    const snapshot = openRealSnapshot();
    expect(snapshot.manifest.formatVersion).toBe(FORMAT_VERSION);
    expect(snapshot.manifest.embedder).toEqual({ kind: "sif", model: "pmi-svd", id: snapshot.embedder.id, dimensions: snapshot.embedder.dimensions });
    expect(snapshot.manifest.lexiconHash).toBe(sha256(readFileSync(join(generation, FILES.lexicon))));
    expect(snapshot.manifest.id).toBe(snapshotId(snapshot.manifest.files));
    expect(Object.keys(snapshot.manifest.files).sort()).toEqual(FILE_NAMES);
  });
});

describe("a damaged snapshot is refused by name", () => {
  it.each(FILE_NAMES)("%s with one byte changed: in front, in the middle, at the end", (name) => {
    const path = join(generation, name);
    const intact = readFileSync(path);
    for (const at of [0, Math.floor(intact.length / 2), intact.length - 1]) {
      const damaged = Buffer.from(intact);
      damaged[at]! ^= 1;
      withFile(path, damaged, () => expect(refusal(root)).toEqual({ problem: "damaged", message: expect.stringContaining(`${name} 已损坏`) as string }));
    }
  });

  it.each(FILE_NAMES)("%s cut short, or empty", (name) => {
    const path = join(generation, name);
    const intact = readFileSync(path);
    for (const cut of [intact.subarray(0, -1), intact.subarray(0, 0)]) {
      withFile(path, cut, () => expect(refusal(root)).toEqual({ problem: "damaged", message: expect.stringContaining(`${name} 已损坏`) as string }));
    }
  });

  it.each(FILE_NAMES)("%s taken away", (name) => {
    withFile(join(generation, name), null, () => expect(refusal(root)).toEqual({ problem: "damaged", message: expect.stringContaining(`缺文件 ${name}`) as string }));
  });

  it("a manifest that is missing, cut short, no JSON or of another form", () => {
    const intact = readFileSync(MANIFEST, "utf8");
    for (const content of [null, intact.slice(0, -10), "", "[]", "null", "{}", intact.replace('"counts"', '"count"'), "\u0000\u0001"]) {
      withFile(MANIFEST, content, () => expect(refusal(root)).toMatchObject({ problem: "damaged", message: expect.stringContaining("清单") as string }));
    }
  });

  it("a manifest whose id is not that of its files, even under a seal of its own", () => {
    for (const change of [
      { id: "0".repeat(12) },
      { files: { ...manifest.files, extra: { bytes: 1, sha256: "0" } } },
      { files: Object.fromEntries(Object.entries(manifest.files).slice(1)) },
    ]) {
      withFile(MANIFEST, forged(change), () => expect(refusal(root)).toMatchObject({ problem: "damaged", message: expect.stringContaining("清单内容不对") as string }));
    }
  });

  it("a manifest of another lexicon or another embedder, even under a seal of its own", () => {
    withFile(MANIFEST, forged({ lexiconHash: "0".repeat(64) }), () => expect(refusal(root)).toMatchObject({ problem: "damaged", message: expect.stringContaining("词库") as string }));
    const embedder = { ...manifest.embedder, id: "sif-64-000000000000" };
    withFile(MANIFEST, forged({ embedder }), () =>
      expect(refusal(root)).toMatchObject({ problem: "damaged", message: expect.stringContaining("sif-64-000000000000") as string }),
    );
  });

  it.each<[string, Partial<Manifest>]>([
    ["other dimensions", { embedder: { ...manifest.embedder, dimensions: manifest.embedder.dimensions + 1 } }],
    ["other counts", { counts: { ...manifest.counts, documents: 9 } }],
    ["another corpus hash", { corpusHash: "0".repeat(64) }],
    ["another day", { createdAt: "2020-01-01T00:00:00.000Z" }],
    ["another recall of the vector index", { vectorIndex: { ...manifest.vectorIndex, recallAt20: 0 } }],
    ["another seal", { seal: "0".repeat(64) }],
  ])("a manifest with %s", (_what, change) => {
    withFile(MANIFEST, JSON.stringify({ ...manifest, ...change }), () =>
      expect(refusal(root)).toMatchObject({ problem: "damaged", message: expect.stringContaining("清单内容不对") as string }),
    );
  });

  it("another format version, older or newer, with both versions named", () => {
    for (const formatVersion of [FORMAT_VERSION - 1, FORMAT_VERSION + 1]) {
      withFile(MANIFEST, JSON.stringify({ ...manifest, formatVersion }), () =>
        expect(refusal(root)).toEqual({ problem: "format", message: `快照格式是第 ${formatVersion} 版，程序要第 ${FORMAT_VERSION} 版，请重新运行 npm run ingest` }),
      );
    }
  });

  it("another format version even where the rest of the manifest has another form", () => {
    withFile(MANIFEST, JSON.stringify({ formatVersion: FORMAT_VERSION + 1 }), () => expect(refusal(root).problem).toBe("format"));
  });

  it("no CURRENT, no folder at all", () => {
    const missing = { problem: "missing", message: "还没有快照，请先运行 npm run ingest" };
    expect(refusal(tempFolder())).toEqual(missing);
    expect(refusal(join(tempFolder(), "nowhere"))).toEqual(missing);
    withFile(join(root, "CURRENT"), null, () => expect(refusal(root)).toEqual(missing));
  });

  it.each(["", "\n", "../../etc", "20250101T000000000-zzzzzzzzzzzz", "20250101T000000000-0123456789ab/../x"])("a CURRENT that says %j", (content) => {
    withFile(join(root, "CURRENT"), content, () => expect(refusal(root)).toMatchObject({ problem: "damaged", message: expect.stringContaining("快照指针已损坏") as string }));
  });

  it("a CURRENT that points to a generation which is not there", () => {
    withFile(join(root, "CURRENT"), "20250101T000000000-0123456789ab\n", () => expect(refusal(root).problem).toBe("damaged"));
  });

  it("opens again once everything is as it was", () => {
    expect(openGeneration(generation).manifest).toEqual(manifest);
  });
});
