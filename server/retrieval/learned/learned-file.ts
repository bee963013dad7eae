import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alignedCopy, float32View, packArrays, uint32View, unpackArrays, type Snapshot } from "../../../ingest/index.js";
import type { Weights } from "../features.js";
import type { LearnedModel } from "./learned-features.js";

/** What a file of learned parameters was made for and what it is worth. */
export interface LearnedStamp {
  formatVersion: number;
  /** Vectors and passages that it was learned on; it fits no others. */
  embedderId: string;
  passagesHash: string;
  createdAt: string;
  pairs: number;
  /** R@10 and MRR@10 of the pairs' questions under cross-validation, without and with what was learned. */
  before: { recall: number; rank: number };
  after: { recall: number; rank: number };
  /** Whether it won: otherwise it is kept for its figures and not used. */
  used: boolean;
}

const FORMAT_VERSION = 1;
const FILE = "learned.bin";
const HASH_BYTES = 32;

interface Header {
  stamp: LearnedStamp;
  weights: Weights;
  adapterWords: string[];
  asked: string[];
  written: string[];
}

/** Stamps a model for the snapshot that it was learned on. */
export function stampFor(snapshot: Snapshot, figures: Pick<LearnedStamp, "pairs" | "before" | "after" | "used">): LearnedStamp {
  return { formatVersion: FORMAT_VERSION, embedderId: snapshot.manifest.embedder.id, passagesHash: hashPassages(snapshot), createdAt: new Date().toISOString(), ...figures };
}

/** Writes the file beside the snapshots, in one step. @returns its path */
export function writeLearned(root: string, model: LearnedModel, stamp: LearnedStamp): string {
  const { adapter, translation, neighbours, weights } = model;
  const header: Header = { stamp, weights, adapterWords: [...adapter.words.keys()], asked: [...translation.asked], written: [...translation.written] };
  const { means, said } = translation;
  const body = packArrays([
    jsonToWords(header),
    adapter.map,
    adapter.shifts,
    ...[means, said].flatMap(({ start, targets, probabilities }) => [start, targets, probabilities]),
    neighbours.vectors,
    neighbours.start,
    neighbours.passages,
  ]);
  const path = join(root, FILE);
  writeFileSync(`${path}.tmp`, Buffer.concat([sha256(body), body]), { flush: true });
  renameSync(`${path}.tmp`, path);
  return path;
}

/** What became of a file of learned parameters: used, or why not. */
export interface LearnedFile {
  model: LearnedModel | null;
  stamp: LearnedStamp | null;
  /** For the log, in Chinese; empty where nothing was ever learned. */
  note: string;
}

/** Reads the file that fits the snapshot. One that is damaged, made for another snapshot, or did not win is not used, and says so. */
export function readLearned(root: string, snapshot: Snapshot): LearnedFile {
  let data: Buffer;
  try {
    data = readFileSync(join(root, FILE));
  } catch {
    return { model: null, stamp: null, note: "" };
  }
  const unused = (note: string, stamp: LearnedStamp | null = null): LearnedFile => ({ model: null, stamp, note });
  const body = alignedCopy(Buffer.from(data.subarray(HASH_BYTES)));
  if (!sha256(body).equals(data.subarray(0, HASH_BYTES))) return unused("学习所得的文件已损坏，没有使用，请重新运行 npm run learn");
  const { model, stamp } = unpackModel(body, snapshot.manifest.embedder.dimensions);
  if (stamp.formatVersion !== FORMAT_VERSION) return unused("学习所得的文件格式已旧，没有使用，请重新运行 npm run learn", stamp);
  if (stamp.embedderId !== snapshot.manifest.embedder.id || stamp.passagesHash !== hashPassages(snapshot)) {
    return unused("学习所得的文件属于另一个快照，没有使用，请重新运行 npm run learn", stamp);
  }
  if (!stamp.used) return unused("学习所得在交叉验证中没有胜出，没有使用", stamp);
  return { model, stamp, note: `使用从 ${stamp.pairs} 个问题学到的排序` };
}

function unpackModel(body: Buffer, dimensions: number): { model: LearnedModel; stamp: LearnedStamp } {
  const ranges = unpackArrays(body);
  const words = (i: number): Uint32Array => uint32View(body, ranges[i]!);
  const numbers = (i: number): Float32Array => float32View(body, ranges[i]!);
  const { stamp, weights, adapterWords, asked, written } = wordsToJson(words(0));
  const model: LearnedModel = {
    weights,
    adapter: { dimensions, map: numbers(1), shifts: numbers(2), words: new Map(adapterWords.map((word, row) => [word, row])) },
    translation: {
      asked,
      written,
      means: { start: words(3), targets: words(4), probabilities: numbers(5) },
      said: { start: words(6), targets: words(7), probabilities: numbers(8) },
    },
    neighbours: { vectors: numbers(9), start: words(10), passages: words(11) },
  };
  return { model, stamp };
}

function hashPassages({ passages }: Snapshot): string {
  const hash = createHash("sha256");
  for (const { document, provision } of passages) hash.update(`${document.meta.id}#${provision.eId}\n`);
  return hash.digest("hex");
}

function jsonToWords(header: Header): Uint32Array {
  const bytes = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4, " ");
  bytes.copy(padded);
  return new Uint32Array(padded.buffer.slice(padded.byteOffset, padded.byteOffset + padded.byteLength));
}

function wordsToJson(words: Uint32Array): Header {
  return JSON.parse(Buffer.from(words.buffer, words.byteOffset, words.byteLength).toString("utf8")) as Header;
}

function sha256(data: Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}
