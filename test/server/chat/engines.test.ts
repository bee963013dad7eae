import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runIngest } from "../../../ingest/pipeline.js";
import { Engines } from "../../../server/chat/engines.js";
import { ask, bootApp } from "../../support/app.js";
import { currentGenerationOf } from "../../support/snapshot-copy.js";
import { TINY_CORPUS, writeTinyCorpus } from "../../support/tiny-corpus.js";

let folder: string;
let root: string;
let now: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "policy-engines-"));
  root = join(folder, "snapshots");
  now = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Publishes the tiny corpus with its review every so many years. */
async function publish(years: string): Promise<void> {
  const source = TINY_CORPUS["documents/trial-measures/source.txt"]!.replace("三年", years);
  await runIngest({ corpusFolder: writeTinyCorpus(folder, { "documents/trial-measures/source.txt": source }), snapshotRoot: root });
}
const open = (): Engines => new Engines({ snapshotDir: root, embedding: null, rerank: null }, () => now);

describe("a new snapshot", () => {
  it("is taken up by the next question, and each answer names the one it came from", async () => {
    await publish("三年");
    const engines = open();
    const { app } = await bootApp({ engines });
    const before = await ask(app, { question: "试点集群多久复核一次" });
    expect(before.answer).toContain("每三年复核");
    await publish("五年");
    expect((await ask(app, { question: "试点集群多久复核一次" })).snapshot).toBe(before.snapshot);
    expect(engines.refresh().outcome).toBe("swapped");
    const after = await ask(app, { question: "试点集群多久复核一次" });
    expect(after.answer).toContain("每五年复核");
    expect(after.snapshot).not.toBe(before.snapshot);
    expect((await app.inject("/readyz")).json()).toEqual({ status: "ready", snapshot: after.snapshot });
    expect(engines.refresh().outcome).toBe("unchanged");
    await app.close();
  });

  it("with other words in the lexicon is cut by them, and the old one by its own", async () => {
    await publish("三年");
    const engines = open();
    const old = engines.current.snapshot.tokenizer;
    await runIngest({ corpusFolder: writeTinyCorpus(folder, { "lexicon/terms.txt": "试点集群\n每三年复核\n" }), snapshotRoot: root });
    engines.refresh();
    const text = "试点集群每三年复核";
    expect(engines.current.snapshot.tokenizer.words(text)).toContain("每三年复核");
    expect(old.words(text)).not.toContain("每三年复核");
    expect(engines.current.snapshot.tokenizer.words(text)).toContain("每三年复核");
  });

  it("that is damaged is refused and told, the old one goes on, and it is tried again later", async () => {
    await publish("三年");
    const engines = open();
    const { app } = await bootApp({ engines });
    await publish("五年");
    const generation = currentGenerationOf(root);
    const documents = join(generation, readdirSync(generation).find((name) => name.startsWith("documents"))!);
    const good = readFileSync(documents);
    writeFileSync(documents, good.subarray(1));
    expect(engines.refresh().outcome).toBe("refused");
    expect((await ask(app, { question: "试点集群多久复核一次" })).answer).toContain("每三年复核");
    expect((await app.inject("/readyz")).json()).toMatchObject({ status: "ready", refusedSnapshot: expect.stringContaining("已损坏") as string });
    expect((await app.inject("/metrics")).body).toMatch(/policy_snapshot_refused 1/);
    writeFileSync(documents, good);
    expect(engines.refresh().outcome).toBe("unchanged");
    now += 60_000;
    expect(engines.refresh().outcome).toBe("swapped");
    expect(engines.refusal).toBeNull();
    await app.close();
  });

  it("whose pointer is gone or names nothing is refused", async () => {
    await publish("三年");
    const engines = open();
    rmSync(join(root, "CURRENT"));
    expect(engines.refresh()).toMatchObject({ outcome: "refused" });
    writeFileSync(join(root, "CURRENT"), "nowhere");
    expect(engines.refresh()).toMatchObject({ outcome: "refused" });
    expect(engines.current.snapshot.documents.size).toBe(1);
  });
});
