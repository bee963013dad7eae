import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSnapshot } from "../../ingest/search-index/snapshot.js";
import { bundle } from "./bundle.js";
import { Child } from "./child.js";
import type { RunnerOrder, RunnerReply } from "./ingest-runner.js";
import { twoCorpora } from "./kills.js";
import { SmallDisk, whyNoSmallDisk } from "./small-disk.js";

/** How ingests ended under a fault of the system. */
export interface StorageReport {
  /** Why nothing was tried; null where it was. */
  skipped: string | null;
  tried: number;
  /** Ingests that had enough and published. */
  published: number;
  /** Ingests that failed, by the sentence they told (paths left out). */
  told: Record<string, number>;
  /** What went wrong, one line each: no sentence in Chinese, a changed CURRENT, a snapshot that does not open, files left behind. */
  faults: string[];
}

/** A disk that is full: at so many sizes between one that holds the old snapshot only and one that holds the new one too. */
export async function fillDisk(sizes: number): Promise<StorageReport> {
  return withSnapshot(async ({ program, corpora, snapshotRoot, folder }) => {
    const skipped = whyNoSmallDisk(join(folder, "probe"));
    const report = emptyReport(skipped);
    if (skipped !== null) return report;
    const used = kilobytesOf(snapshotRoot);
    for (let i = 0; i < sizes; i++) {
      const disk = SmallDisk.mount(join(folder, "disk"), Math.ceil(used * (1 + (1.2 * i) / (sizes - 1))) + PAGE_KB);
      try {
        await tryIngest(report, `${i}`, program, { corpora: [corpora[1]!], snapshotRoot: copyTo(disk, snapshotRoot), forever: false });
      } finally {
        disk.unmount();
      }
    }
    return report;
  });
}

/** A process that may open only so many files more. */
export async function exhaustDescriptors(most: number): Promise<StorageReport> {
  return withSnapshot(async ({ program, corpora, snapshotRoot }) => {
    const report = emptyReport(null);
    for (let descriptors = 0; descriptors < most; descriptors++) {
      await tryIngest(report, `${descriptors} descriptors`, program, { corpora: [corpora[1]!], snapshotRoot, forever: false, descriptors });
    }
    return report;
  });
}

/** A file system that is read-only. */
export async function forbidWriting(): Promise<StorageReport> {
  return withSnapshot(async ({ program, corpora, snapshotRoot, folder }) => {
    const skipped = whyNoSmallDisk(join(folder, "probe"));
    const report = emptyReport(skipped);
    if (skipped !== null) return report;
    const disk = SmallDisk.mount(join(folder, "disk"), 2 * kilobytesOf(snapshotRoot));
    try {
      const root = copyTo(disk, snapshotRoot);
      disk.makeReadOnly();
      await tryIngest(report, "read-only", program, { corpora: [corpora[1]!], snapshotRoot: root, forever: false });
    } finally {
      disk.unmount();
    }
    return report;
  });
}

const PAGE_KB = 4;

interface Stage {
  folder: string;
  program: string;
  corpora: string[];
  /** Holds a published snapshot of the first corpus. */
  snapshotRoot: string;
}

async function withSnapshot(work: (stage: Stage) => Promise<StorageReport>): Promise<StorageReport> {
  const folder = mkdtempSync(join(tmpdir(), "policy-storage-"));
  try {
    const stage = { folder, program: await bundle("test/faults/ingest-runner.ts"), corpora: twoCorpora(folder), snapshotRoot: join(folder, "snapshots") };
    const first = await ingest(stage.program, { corpora: [stage.corpora[0]!], snapshotRoot: stage.snapshotRoot, forever: false });
    if (!("published" in first)) throw new Error(`an ingest that nobody disturbed failed: ${JSON.stringify(first)}`);
    return await work(stage);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryIngest(report: StorageReport, name: string, program: string, order: RunnerOrder): Promise<void> {
  report.tried++;
  const { snapshotRoot } = order;
  const before = readFileSync(join(snapshotRoot, "CURRENT"), "utf8");
  const fault = (what: string): void => void report.faults.push(`${name}: ${what}`);
  try {
    const reply = await ingest(program, order);
    const current = readFileSync(join(snapshotRoot, "CURRENT"), "utf8");
    if ("published" in reply) {
      report.published++;
      if (!current.includes(reply.published)) fault(`published ${reply.published}, CURRENT says ${current}`);
    } else if ("told" in reply) {
      if (reply.told === null || !/[\u4e00-\u9fa5]/.test(reply.told)) fault(`no sentence in Chinese: ${reply.error}`);
      else report.told[withoutPath(reply.told)] = (report.told[withoutPath(reply.told)] ?? 0) + 1;
      if (current !== before) fault(`failed, and CURRENT says ${current}`);
      if (readdirSync(snapshotRoot).some((entry) => entry.startsWith(".staging"))) fault("a staging folder was left behind");
    }
    openSnapshot(snapshotRoot);
  } catch (error) {
    fault(String(error));
  }
}

async function ingest(program: string, order: RunnerOrder): Promise<RunnerReply> {
  const child = new Child(program);
  try {
    await child.next(0);
    return await child.ask<RunnerReply>(order);
  } finally {
    child.kill();
    await child.ended;
  }
}

function emptyReport(skipped: string | null): StorageReport {
  return { skipped, tried: 0, published: 0, told: {}, faults: [] };
}

function copyTo(disk: SmallDisk, snapshotRoot: string): string {
  const root = join(disk.folder, "snapshots");
  cpSync(snapshotRoot, root, { recursive: true });
  return root;
}

/** What the files take on a disk of pages, folders counted too. */
function kilobytesOf(root: string): number {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries.reduce((sum, entry) => sum + (entry.isFile() ? PAGE_KB * Math.ceil(statSync(join(entry.parentPath, entry.name)).size / 1024 / PAGE_KB) : 0), PAGE_KB);
}

function withoutPath(told: string): string {
  return told.replace(/^\/[^：]*：/, "").replace(/\/tmp\/\S*/g, "…");
}
