import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CorpusError } from "../../ingest/errors.js";
import { openSnapshot } from "../../ingest/index.js";
import type { IngestOptions } from "../../ingest/options.js";
import { isCurrent, runIngest } from "../../ingest/pipeline.js";
import { sha256, type Manifest } from "../../ingest/search-index/manifest.js";
import { termNames } from "../../ingest/segment/tokenizer.js";
import { currentGenerationOf } from "../support/snapshot-copy.js";
import { lawId, writeManyDocuments } from "../support/many-documents.js";
import { CORPUS_FOLDER } from "../support/snapshot.js";
import { tempFolder } from "../support/temp-folder.js";
import { edited, TINY_CORPUS, writeTinyCorpus } from "../support/tiny-corpus.js";

const SOURCE = "documents/trial-measures/source.txt";

/** A tiny corpus and an empty snapshot folder. */
function house(changes: Readonly<Record<string, string | null>> = {}): { corpusFolder: string; snapshotRoot: string } {
  const folder = tempFolder();
  return { corpusFolder: writeTinyCorpus(folder, changes), snapshotRoot: join(folder, "snapshots") };
}

async function snapshotOf(options: IngestOptions): Promise<Manifest> {
  return (await runIngest(options)).snapshot!;
}

describe("runIngest", () => {
  it("publishes a snapshot that opens, and tells what it read", async () => {
    const options = house();
    const stages: string[] = [];
    const report = await runIngest({ ...options, onProgress: (stage) => stages.push(stage) });
    expect(report.documents).toEqual([
      {
        id: "trial-measures",
        title: "试点集群管理办法",
        file: "source.txt",
        format: "txt",
        sha256: sha256(TINY_CORPUS[SOURCE]!),
        characters: TINY_CORPUS[SOURCE]!.length,
        provisions: 7,
        passages: 6,
        askedAs: 2,
        notes: [
          { kind: "recognised", text: "识别出条 3，（一）项 2" },
          { kind: "odd", text: "正文里没有找到登记的文号 试政发〔2024〕3号" },
        ],
      },
    ]);
    const snapshot = openSnapshot(options.snapshotRoot);
    expect(snapshot.report).toEqual({ documents: report.documents, failed: [] });
    expect(snapshot.manifest).toEqual(report.snapshot);
    expect(snapshot.passages.find((passage) => passage.provision.eId === "art_3")!.askedAs).toEqual(["多久复核一次"]);
    expect(stages).toEqual(Object.keys(report.timings));
    expect(stages[0]).toBe("读取语料");
    expect(stages[stages.length - 1]).toBe("发布快照");
  });

  it("gives the same snapshot id, files and manifest for the same corpus, apart from the time and its seal", async () => {
    const [first, second] = await Promise.all([house(), house()].map(snapshotOf));
    expect({ ...second!, createdAt: "", seal: "" }).toEqual({ ...first!, createdAt: "", seal: "" });
  });

  it("gives another snapshot id for another corpus, and for another question in asked-as.yaml", async () => {
    const changed = [house(), house(edited(SOURCE, "每三年", "每两年")), house(edited("documents/trial-measures/asked-as.yaml", "多久", "多长时间"))];
    const snapshots = await Promise.all(changed.map(snapshotOf));
    expect(new Set(snapshots.map(({ id }) => id)).size).toBe(3);
  });

  it("finds a passage by its text, by a question asked of it, and by a heading above it", async () => {
    const options = house();
    await runIngest(options);
    const { lexical, tokenizer, passages } = openSnapshot(options.snapshotRoot);
    const eIdsFor = (text: string): string[] =>
      lexical.search(new Map(termNames({ ...tokenizer.terms(text), unigrams: [], bigrams: [] }).map((word) => [word, 1])), 10).map((hit) => passages[hit.passage]!.provision.eId);
    expect(eIdsFor("主导产业")).toEqual(["art_2__item_1"]);
    expect(eIdsFor("造假")).toEqual(["art_2__item_2"]);
    expect(eIdsFor("管理办法")).toHaveLength(6);
  });

  it("publishes nothing in a dry run, and still audits", async () => {
    const options = house(edited(SOURCE, "第三条 试点", "第五条 试点"));
    writeFileSync(join(options.corpusFolder, "documents/trial-measures/asked-as.yaml"), "art_5:\n  - 多久复核一次\n");
    const report = await runIngest({ ...options, dryRun: true });
    expect(report.snapshot).toBeNull();
    expect(report.findings).toEqual([
      { kind: "gap", documentId: "trial-measures", line: 6, context: "第五条 试点集群每三年复核一次。", message: "第五条 之前缺序号 3 至 4" },
    ]);
    expect(existsSync(options.snapshotRoot)).toBe(false);
  });

  it("leaves the current snapshot as it was where the corpus has a mistake", async () => {
    const options = house();
    await runIngest(options);
    const before = readFileSync(join(options.snapshotRoot, "CURRENT"), "utf8");
    appendFileSync(join(options.corpusFolder, "documents/trial-measures/meta.yaml"), "colour: red\n");
    await expect(runIngest(options)).rejects.toThrow(CorpusError);
    expect(readFileSync(join(options.snapshotRoot, "CURRENT"), "utf8")).toBe(before);
    expect(openSnapshot(options.snapshotRoot).documents.size).toBe(1);
  });

  it("writes the same bytes into every file, whether documents are analysed in this thread or in others", async () => {
    const folder = tempFolder();
    const corpusFolder = writeManyDocuments(folder, 9, 700);
    const filesOf = async (workers: number): Promise<Manifest["files"]> => {
      const snapshotRoot = join(folder, `snapshots-${workers}`);
      return (await snapshotOf({ corpusFolder, snapshotRoot, vectors: false, workers })).files;
    };
    const alone = await filesOf(0);
    expect(alone["documents.jsonl"]!.bytes).toBeGreaterThan(1e6);
    expect(await filesOf(1)).toEqual(alone);
    expect(await filesOf(2)).toEqual(alone);
  });

  it("leaves out the document whose file cannot be read, in a thread too, publishes the others, and tells that the snapshot before had it", async () => {
    const folder = tempFolder();
    const options = { corpusFolder: writeManyDocuments(folder, 4, 700), snapshotRoot: join(folder, "snapshots"), vectors: false, workers: 1 };
    await runIngest(options);
    writeFileSync(join(options.corpusFolder, "documents", lawId(3), "source.txt"), Buffer.from([0x41, 0xff]));
    const { failures, documents } = await runIngest(options);
    expect(failures).toEqual([{ documentId: lawId(3), file: "source.txt", reason: expect.stringContaining("不是文本") as string, wasPublished: true }]);
    const others = [lawId(0), lawId(1), lawId(2), "trial-measures"];
    expect(documents.map(({ id }) => id)).toEqual(others);
    expect([...openSnapshot(options.snapshotRoot).documents.keys()]).toEqual(others);
  });

  it("keeps the current snapshot where no document can be read", async () => {
    const options = house();
    await runIngest(options);
    const before = readFileSync(join(options.snapshotRoot, "CURRENT"), "utf8");
    writeFileSync(join(options.corpusFolder, SOURCE), "");
    await expect(runIngest(options)).rejects.toThrow(/没有一份读得出来，例如 trial-measures：文件是空的/);
    expect(readFileSync(join(options.snapshotRoot, "CURRENT"), "utf8")).toBe(before);
  });

  it("leaves nothing staged behind", async () => {
    const options = house();
    await runIngest(options);
    expect(readdirSync(options.snapshotRoot).filter((name) => name.startsWith("."))).toEqual([]);
    expect(readdirSync(currentGenerationOf(options.snapshotRoot))).toContain("manifest.json");
  });

  it("takes a text file in as background beside the corpus", async () => {
    const options = house();
    const notes = join(options.corpusFolder, "../notes-2024.txt");
    writeFileSync(notes, "关于试点集群的一段背景文字，试点集群正在建设。\n");
    await runIngest({ ...options, extraPaths: [notes] });
    expect(openSnapshot(options.snapshotRoot).documents.get("notes-2024")!.meta.status).toBe("non_normative");
  });

  it("takes a corpus of one short document in which no word stands twice", async () => {
    const options = house({ [SOURCE]: "第一条 甲。\n", "documents/trial-measures/asked-as.yaml": null });
    expect((await snapshotOf(options)).counts.passages).toBe(1);
  });
});

describe("isCurrent", () => {
  it("is false before the first ingest and true after it", async () => {
    const options = house();
    expect(isCurrent(options)).toBe(false);
    await runIngest(options);
    expect(isCurrent(options)).toBe(true);
  });

  it("turns false when one byte of any file of the corpus changes, and true when it changes back", async () => {
    const options = house();
    await runIngest(options);
    for (const name of Object.keys(TINY_CORPUS)) {
      const path = join(options.corpusFolder, name);
      const before = readFileSync(path);
      const changed = Buffer.from(before);
      changed[changed.length - 1]! ^= 1;
      writeFileSync(path, changed);
      expect(isCurrent(options), name).toBe(false);
      writeFileSync(path, before);
      expect(isCurrent(options), name).toBe(true);
    }
  });

  it("turns false when a file is added, and for another list of further paths", async () => {
    const options = house();
    await runIngest(options);
    expect(isCurrent({ ...options, extraPaths: [join(CORPUS_FOLDER, "documents/gz-measures")] })).toBe(false);
    writeFileSync(join(options.corpusFolder, "documents/trial-measures/more.txt"), "");
    expect(isCurrent(options)).toBe(false);
  });

  it("is false where the snapshot's manifest cannot be read or CURRENT is gone", async () => {
    const options = house();
    await runIngest(options);
    writeFileSync(join(currentGenerationOf(options.snapshotRoot), "manifest.json"), "{}");
    expect(isCurrent(options)).toBe(false);
    rmSync(join(options.snapshotRoot, "CURRENT"));
    expect(isCurrent(options)).toBe(false);
  });
});
