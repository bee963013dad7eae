import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openSnapshot } from "../../ingest/search-index/snapshot.js";
import { edited, writeTinyCorpus } from "../support/tiny-corpus.js";
import { bundle } from "./bundle.js";
import { Child } from "./child.js";
import type { RunnerOrder, RunnerReply } from "./ingest-runner.js";

export interface KillReport {
  kills: number;
  /** Kills by what they left on disk. */
  left: Record<"staging folder" | "pointer not yet in place" | "nothing", number>;
  /** Kills after which CURRENT named another generation than before: the one killed had published. */
  moved: number;
  /** What went wrong, one line a kill: the bar is none. */
  faults: string[];
  /** Staging folders left after one more ingest, which must clear them. */
  leftOver: number;
}

/**
 * Kills processes that ingest, each at a random moment: half of them anywhere in the first two ingests, half right behind the
 * start of publishing, where CURRENT changes. After each, CURRENT must open and name one of the two snapshots.
 */
export async function killDuringIngest(kills: number, onKill: (done: number) => void = () => undefined): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), "policy-kills-"));
  const program = await bundle("test/faults/ingest-runner.ts");
  try {
    const corpora = twoCorpora(folder);
    const snapshotRoot = join(folder, "snapshots");
    const ids = new Set<string>();
    for (const corpus of corpora) ids.add(await ingestOnce(program, corpus, snapshotRoot));
    const windows = await measure(program, { corpora, snapshotRoot, forever: true });
    const report: KillReport = { kills, left: { "staging folder": 0, "pointer not yet in place": 0, nothing: 0 }, moved: 0, faults: [], leftOver: 0 };
    let next = new Child(program);
    for (let i = 0; i < kills; i++) {
      const child = next;
      await child.next(0);
      if (i + 1 < kills) next = new Child(program);
      const before = openSnapshot(snapshotRoot).manifest.createdAt;
      await killAtRandom(child, { corpora, snapshotRoot, forever: true }, i % 2 === 0 ? windows.anywhere : windows.publishing);
      report.left[leftBy(snapshotRoot)]++;
      try {
        const { manifest } = openSnapshot(snapshotRoot);
        if (!ids.has(manifest.id)) report.faults.push(`kill ${i}: CURRENT names ${manifest.id}, neither old nor new`);
        if (manifest.createdAt !== before) report.moved++;
      } catch (error) {
        report.faults.push(`kill ${i}: ${String(error)}`);
      }
      onKill(i + 1);
    }
    await ingestOnce(program, corpora[0]!, snapshotRoot);
    report.leftOver = readdirSync(snapshotRoot).filter((name) => name.startsWith(".staging")).length;
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function twoCorpora(folder: string): string[] {
  const other = edited("documents/trial-measures/source.txt", "每三年复核一次", "每五年复核一次");
  return [writeTinyCorpus(join(folder, "one")), writeTinyCorpus(join(folder, "two"), other)];
}

/** When to kill: so many milliseconds behind a stage, at random; from the start of all where it is null. */
interface Window {
  stage: string | null;
  ms: number;
}

const BEFORE_PUBLISHING = "写出快照";
const PUBLISHING = "发布快照";

/** The windows on this machine as it is now, by watching a few ingests. */
async function measure(program: string, order: RunnerOrder): Promise<Record<"anywhere" | "publishing", Window>> {
  const child = new Child(program);
  await child.next(0);
  child.send(order);
  const times: Record<string, number[]> = { [BEFORE_PUBLISHING]: [], [PUBLISHING]: [] };
  for (let count = 1; times[PUBLISHING]!.length < 6; count++) {
    const reply = (await child.next(count)) as RunnerReply;
    if ("stage" in reply) times[reply.stage]?.push(reply.ms);
  }
  child.kill();
  await child.ended;
  const mean = (stage: string): number => times[stage]!.reduce((sum, ms) => sum + ms, 0) / times[stage]!.length;
  return {
    anywhere: { stage: null, ms: 2 * mean(PUBLISHING) },
    publishing: { stage: BEFORE_PUBLISHING, ms: 1.5 * (mean(PUBLISHING) - mean(BEFORE_PUBLISHING)) },
  };
}

async function ingestOnce(program: string, corpus: string, snapshotRoot: string): Promise<string> {
  const child = new Child(program);
  await child.next(0);
  const reply = await child.ask<RunnerReply>({ corpora: [corpus], snapshotRoot, forever: false } satisfies RunnerOrder);
  child.kill();
  await child.ended;
  if (!("published" in reply)) throw new Error(`an ingest that nobody disturbed failed: ${JSON.stringify(reply)}`);
  return reply.published;
}

async function killAtRandom(child: Child, order: RunnerOrder, { stage, ms }: Window): Promise<void> {
  child.send(order);
  if (stage !== null) await said(child, (reply) => "stage" in reply && reply.stage === stage);
  await sleep(Math.random() * ms);
  child.kill();
  const { signal, code } = await child.ended;
  if (signal !== "SIGKILL") throw new Error(`the ingest ended by itself with ${signal ?? code}: ${child.stderr}`);
}

async function said(child: Child, wanted: (reply: RunnerReply) => boolean): Promise<void> {
  for (let count = 1; !wanted((await child.next(count)) as RunnerReply); count++);
}

function leftBy(snapshotRoot: string): keyof KillReport["left"] {
  if (existsSync(join(snapshotRoot, "CURRENT.tmp"))) return "pointer not yet in place";
  return readdirSync(snapshotRoot).some((name) => name.startsWith(".staging")) ? "staging folder" : "nothing";
}
