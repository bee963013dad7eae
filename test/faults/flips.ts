import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runIngest } from "../../ingest/pipeline.js";
import { currentGenerationOf } from "../support/snapshot-copy.js";
import { writeTinyCorpus } from "../support/tiny-corpus.js";
import { bundle } from "./bundle.js";
import { Child, ChildEnded } from "./child.js";
import { publishWithGraph } from "./graph-snapshot.js";
import type { OpenerOrder, OpenerReply } from "./snapshot-opener.js";

/** How many damages were tried by kind, and how many of them were refused as they must be. */
export interface FlipReport {
  tried: Record<string, number>;
  refused: Record<string, number>;
  /** What was not refused by a sentence in Chinese, one line each: the bar is none. */
  faults: string[];
  /** How often native code was handed a file while all this was refused: the bar is none. */
  nativeReads: number;
  /** The opener is still the first process, and opens the mended snapshot, with native code. */
  stillOpens: boolean;
}

interface Damage {
  kind: string;
  path: string;
  at: number;
  damaged: Uint8Array;
}

/** Bits flipped in every byte of manifest and CURRENT: all of them, or the lowest. */
const ALL_BITS = [1, 2, 4, 8, 16, 32, 64, 128];

/**
 * Damages a published snapshot, a graph among its files, one damage at a time; another process tries to open each.
 * @param random flips and truncations of the snapshot's files
 * @param bits to flip in each byte of manifest and CURRENT
 */
export async function flipEverything(random: number, bits: readonly number[] = ALL_BITS): Promise<FlipReport> {
  const folder = mkdtempSync(join(tmpdir(), "policy-flips-"));
  const opener = new Child(await bundle("test/faults/snapshot-opener.ts"));
  try {
    const snapshotRoot = join(folder, "snapshots");
    await runIngest({ corpusFolder: writeTinyCorpus(folder), snapshotRoot });
    const { id } = publishWithGraph(snapshotRoot);
    const open = (): Promise<OpenerReply> => opener.ask<OpenerReply>({ snapshotRoot } satisfies OpenerOrder);
    const report: FlipReport = { tried: {}, refused: {}, faults: [], nativeReads: 0, stillOpens: false };
    for (const damage of damages(snapshotRoot, random, bits)) await tryOut(damage, open, report);
    const { opened, nativeReads } = await open();
    report.stillOpens = opened === id && nativeReads > report.nativeReads;
    return report;
  } finally {
    opener.kill();
    await opener.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryOut({ kind, path, at, damaged }: Damage, open: () => Promise<OpenerReply>, report: FlipReport): Promise<void> {
  const intact = readFileSync(path);
  writeFileSync(path, damaged);
  report.tried[kind] = (report.tried[kind] ?? 0) + 1;
  try {
    const reply = await open();
    report.nativeReads = reply.nativeReads;
    if (reply.refused !== null && /[\u4e00-\u9fa5]/.test(reply.refused)) report.refused[kind] = (report.refused[kind] ?? 0) + 1;
    else report.faults.push(`${kind} at ${at}: ${JSON.stringify(reply)}`);
  } catch (error) {
    report.faults.push(`${kind} at ${at}: ${String(error)}`);
    if (error instanceof ChildEnded) throw error;
  } finally {
    writeFileSync(path, intact);
  }
}

function* damages(snapshotRoot: string, random: number, bits: readonly number[]): Generator<Damage> {
  const generation = currentGenerationOf(snapshotRoot);
  yield* everyByte("CURRENT", join(snapshotRoot, "CURRENT"), bits);
  yield* everyByte("manifest", join(generation, "manifest.json"), bits);
  const files = readdirSync(generation).filter((name) => name !== "manifest.json").map((name) => join(generation, name));
  for (let i = 0; i < random; i++) {
    const path = files[i % files.length]!;
    yield i % 4 === 3 ? truncation(path) : randomFlip(path);
  }
}

const WHITE_SPACE = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20];

/** Every byte with each of the bits flipped; white space also as any other: a careless reader would not see that. */
function* everyByte(kind: string, path: string, bits: readonly number[]): Generator<Damage> {
  const intact = readFileSync(path);
  for (const [at, byte] of intact.entries()) {
    const others = WHITE_SPACE.includes(byte) ? WHITE_SPACE.filter((other) => other !== byte) : [];
    for (const value of new Set([...bits.map((bit) => byte ^ bit), ...others])) yield { kind, path, at, damaged: withByte(intact, at, value) };
  }
}

function randomFlip(path: string): Damage {
  const intact = readFileSync(path);
  const at = Math.floor(Math.random() * intact.length);
  return { kind: "flip", path, at, damaged: withByte(intact, at, intact[at]! ^ (1 + Math.floor(Math.random() * 255))) };
}

function truncation(path: string): Damage {
  const intact = readFileSync(path);
  const at = Math.floor(Math.random() * intact.length);
  return { kind: "truncation", path, at, damaged: intact.subarray(0, at) };
}

function withByte(intact: Buffer, at: number, value: number): Buffer {
  const damaged = Buffer.from(intact);
  damaged[at] = value;
  return damaged;
}
