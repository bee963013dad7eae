import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { FORMAT_VERSION, sealOf, sha256, snapshotId, type Manifest } from "../../../ingest/search-index/manifest.js";
import { readManifest, readVerified, SnapshotFolder, writeManifest, writeSynced } from "../../../ingest/search-index/snapshot-files.js";
import { tempFolder } from "../../support/temp-folder.js";

/** Stages a generation of one file and seals it; `second` orders generations in time. */
function stage(folder: SnapshotFolder, second: number): { staging: string; manifest: Manifest } {
  const staging = folder.stage();
  const data = Buffer.from(`generation ${second}`);
  writeSynced(join(staging, "data.bin"), data);
  const files = { "data.bin": { bytes: data.length, sha256: sha256(data) } };
  const content: Omit<Manifest, "seal"> = {
    formatVersion: FORMAT_VERSION,
    id: snapshotId(files),
    createdAt: new Date(Date.UTC(2025, 0, 1, 0, 0, second)).toISOString(),
    corpusHash: "c",
    lexiconHash: "l",
    embedder: { kind: "sif", model: "m", id: "e", dimensions: 1 },
    vectorIndex: { kind: "exact", recallAt20: 1 },
    counts: { documents: 1, provisions: 1, passages: 1, terms: 1 },
    files,
  };
  const manifest = { ...content, seal: sealOf(content) };
  writeManifest(staging, manifest);
  return { staging, manifest };
}

function publish(folder: SnapshotFolder, second: number): string {
  const { staging, manifest } = stage(folder, second);
  return folder.publish(staging, manifest);
}

const generations = (root: string): string[] => readdirSync(root).filter((name) => /^\d{8}T/.test(name)).sort();

describe("SnapshotFolder", () => {
  it("makes a generation current only by the last step: what is staged is not seen", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    const first = publish(folder, 1);
    const { staging, manifest } = stage(folder, 2);
    expect(folder.currentGeneration()).toBe(first);
    const second = folder.publish(staging, manifest);
    expect(folder.currentGeneration()).toBe(second);
    expect(existsSync(staging)).toBe(false);
    expect(readManifest(second)).toEqual(manifest);
  });

  it("leaves CURRENT as it was where publishing fails on the way", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    const first = publish(folder, 1);
    const { staging, manifest } = stage(folder, 2);
    const inTheWay = join(folder.root, `20250101T000002000-${manifest.id}`);
    mkdirSync(inTheWay);
    writeFileSync(join(inTheWay, "file"), "");
    expect(() => folder.publish(staging, manifest)).toThrow();
    expect(folder.currentGeneration()).toBe(first);
  });

  it("keeps three generations, the newest, and removes older ones", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    const published = [1, 2, 3, 4, 5].map((second) => basename(publish(folder, second)));
    expect(generations(folder.root)).toEqual(published.slice(-3));
    expect(basename(folder.currentGeneration())).toBe(published[4]);
  });

  it("never removes the generation that it has just made current, even where the clock went back", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    for (const second of [10, 11, 12, 13]) publish(folder, second);
    const late = publish(folder, 5);
    expect(folder.currentGeneration()).toBe(late);
    expect(readManifest(late).id).toBeTruthy();
    expect(generations(folder.root)).toHaveLength(3);
  });

  it("leaves files that are no generations alone", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    publish(folder, 1);
    writeFileSync(join(folder.root, "README"), "x");
    for (const second of [2, 3, 4, 5]) publish(folder, second);
    expect(readFileSync(join(folder.root, "README"), "utf8")).toBe("x");
  });

  it("leaves no temporary pointer behind", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    publish(folder, 1);
    expect(readdirSync(folder.root).filter((name) => name.includes("tmp") || name.startsWith("."))).toEqual([]);
  });
});

describe("what a killed ingest left behind", () => {
  const deadProcess = 4_194_305; // above every number that Linux gives

  it("goes with the next ingest; what a running one writes stays", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    const own = folder.stage();
    const parent = join(folder.root, `.staging-${process.ppid}-1`);
    const abandoned = [`.staging-${deadProcess}-1`, `.staging-${process.pid}-1`].map((name) => join(folder.root, name));
    for (const path of [parent, ...abandoned]) {
      mkdirSync(path);
      writeFileSync(join(path, "file"), "");
    }
    folder.stage();
    expect([own, parent, ...abandoned].map((path) => existsSync(path))).toEqual([true, true, false, false]);
  });

  it("never bears the name of another one", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    expect(new Set(Array.from({ length: 50 }, () => folder.stage())).size).toBe(50);
  });

  it("is no generation that nobody points to, where the pointer could not be written", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    const first = publish(folder, 1);
    const { staging, manifest } = stage(folder, 2);
    mkdirSync(join(folder.root, "CURRENT.tmp"));
    expect(() => folder.publish(staging, manifest)).toThrow("EISDIR");
    expect(folder.currentGeneration()).toBe(first);
    expect(generations(folder.root)).toEqual([basename(first)]);
  });
});

describe("a file that is there and cannot be read", () => {
  it("is no reason to ingest again: the message says what it is", () => {
    const folder = new SnapshotFolder(join(tempFolder(), "snapshots"));
    const generation = publish(folder, 1);
    const manifest = readManifest(generation);
    const path = join(generation, "data.bin");
    rmSync(path);
    mkdirSync(path);
    const unreadable = expect.objectContaining({ problem: "unreadable", message: `快照文件读不出来：${path}：是文件夹，应为文件。` }) as Error;
    expect(() => readVerified(generation, manifest)).toThrow(unreadable);
  });
});

describe("readManifest", () => {
  it("refuses a manifest of which anything was changed after it was sealed", () => {
    const generation = publish(new SnapshotFolder(join(tempFolder(), "snapshots")), 7);
    const manifest = readManifest(generation);
    const changes: Partial<Manifest>[] = [
      { createdAt: "2025-01-01T00:00:08.000Z" },
      { corpusHash: "d" },
      { lexiconHash: "m" },
      { embedder: { ...manifest.embedder, dimensions: 2 } },
      { vectorIndex: { kind: "exact", recallAt20: 0.9 } },
      { counts: { ...manifest.counts, terms: 2 } },
      { seal: sha256("another") },
    ];
    for (const change of changes) {
      writeManifest(generation, { ...manifest, ...change });
      expect(() => readManifest(generation), JSON.stringify(change)).toThrow("快照清单内容不对");
    }
    writeManifest(generation, manifest);
    expect(readManifest(generation)).toEqual(manifest);
  });
});

describe("readVerified", () => {
  it("gives every file's bytes as they were sealed", () => {
    const generation = publish(new SnapshotFolder(join(tempFolder(), "snapshots")), 7);
    expect(readVerified(generation, readManifest(generation)).get("data.bin")!.toString()).toBe("generation 7");
  });
});

describe("snapshotId", () => {
  const file = (text: string): { bytes: number; sha256: string } => ({ bytes: text.length, sha256: sha256(text) });

  it("is that of the content: the order of the files does not matter, a name and a hash do", () => {
    const id = snapshotId({ a: file("1"), b: file("2") });
    expect(snapshotId({ b: file("2"), a: file("1") })).toBe(id);
    expect(snapshotId({ a: file("2"), b: file("1") })).not.toBe(id);
    expect(snapshotId({ a: file("1"), c: file("2") })).not.toBe(id);
    expect(id).toMatch(/^[0-9a-f]{12}$/);
  });
});
