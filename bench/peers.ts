import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readBeir } from "./beir.js";
import { runChild } from "./child.js";
import type { PassageSource } from "./collection.js";
import { barLine, percentiles, rounded, type Bar } from "./figures.js";
import { lawPassages, PASSAGE_OPTIONS, spread } from "./law-passages.js";
import { PEER_NAMES, VECTOR_PEERS, type PeerName } from "./peers/list.js";
import type { Measurement } from "./peers/measurement.js";
import { K } from "./peers/peer.js";
import { writeWorkload } from "./peers/workload.js";
import { speedQuestions } from "./speed-questions.js";
import { recall, reciprocalRank } from "../server/learning/ranking-metrics.js";
import { shuffled } from "./seeded-random.js";

const USAGE = `用法：npm run bench:peers -- --laws FILE.tar.gz [--passages 100000] [--least 字数] [--dataset DIR [--qrels all]] [--queries 300]
                          [--peers ${PEER_NAMES.join(",")}] [--budget 秒] [--speed-only] [--json]`;

/** Ours and what a user would take instead, over the same passages and questions; with a dataset also how well they find. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...PASSAGE_OPTIONS,
      dataset: { type: "string" },
      qrels: { type: "string", default: "all" },
      queries: { type: "string", default: "300" },
      peers: { type: "string", default: PEER_NAMES.join(",") },
      budget: { type: "string", default: "180" },
      "speed-only": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const peers = PEER_NAMES.filter((name) => values.peers.split(",").includes(name));
  if (!values.laws || peers.length !== values.peers.split(",").length) {
    console.error(USAGE);
    return 2;
  }
  const budget = Number(values.budget);
  const wanted = Number(values.queries);
  const { passages, origin } = await lawPassages(values.laws, Number(values.passages), Number(values.least));
  const { questions, origin: asked } = await speedQuestions(values.dataset, passages, wanted);
  const speed = await measureAll({ passages, questions: shuffled(questions), peers, budget });
  const quality = values.dataset === undefined || values["speed-only"] ? null : await measureQuality(values.dataset, values.qrels, { wanted, peers, budget });
  const report = { passages: origin, questions: asked, k: K, speed: speedRows(speed), quality };
  if (values.json) console.log(JSON.stringify(report));
  else print(report);
  for (const bar of barsFor(speed)) console.error(barLine(bar));
  return 0;
}

interface Run {
  passages: PassageSource;
  questions: readonly string[];
  peers: readonly PeerName[];
  budget: number;
}

type Measurements = Partial<Record<PeerName, Measurement>>;

/** Each peer in a process of its own, one after the other. */
async function measureAll({ passages, questions, peers, budget }: Run): Promise<Measurements> {
  const folder = mkdtempSync(join(tmpdir(), "policy-peers-"));
  try {
    const own = await writeWorkload(folder, passages, questions, peers.some((name) => VECTOR_PEERS.includes(name)));
    const measured: Measurements = {};
    for (const name of peers) {
      console.error(`  ${name}`);
      measured[name] = runChild<Measurement>("peers/measure.ts", [name, folder, String(budget)]);
    }
    // Its process only opened what was built here.
    if (own && measured["ours-hybrid"]) measured["ours-hybrid"].buildSeconds = rounded(Object.values(own).reduce((a, b) => a + b, 0));
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The one of ours that a peer is compared with. */
function ownOf(name: PeerName): PeerName {
  return VECTOR_PEERS.includes(name) ? "ours-hybrid" : "ours-words";
}

interface SpeedRow {
  buildSeconds: number;
  residentMB: number;
  p50: number;
  p99: number;
  asked: number;
  /** Times that of ours, at the median and at the 99th percentile; over 1 is slower. */
  timesOursP50: number | null;
  timesOursP99: number | null;
  /** Share of the K that ours finds too. */
  sharedWithOurs: number | null;
}

function speedRows(measured: Measurements): Record<string, SpeedRow> {
  const rows = Object.entries(measured).map(([name, peer]): [string, SpeedRow] => {
    const ours = measured[ownOf(name as PeerName)];
    const { p50, p99 } = percentiles(peer.milliseconds);
    const base = ours && percentiles(ours.milliseconds.slice(0, peer.milliseconds.length));
    return [
      name,
      {
        buildSeconds: peer.buildSeconds,
        residentMB: peer.residentMB,
        p50,
        p99,
        asked: peer.milliseconds.length,
        timesOursP50: base ? rounded(p50 / base.p50) : null,
        timesOursP99: base ? rounded(p99 / base.p99) : null,
        sharedWithOurs: ours ? shared(peer.ranked, ours.ranked) : null,
      },
    ];
  });
  return Object.fromEntries(rows);
}

function shared(ranked: readonly number[][], ours: readonly number[][]): number {
  const shares = ranked.map((found, i) => found.filter((passage) => ours[i]!.includes(passage)).length / Math.max(1, ours[i]!.length));
  return rounded(shares.reduce((a, b) => a + b, 0) / shares.length);
}

interface QualityRow {
  "R@10": number;
  "MRR@10": number;
  asked: number;
  /** Recall of ours over the questions that this one was asked. */
  "oursR@10": number | null;
}

/** Recall over the dataset's own passages; of a peer too slow for all questions, over those it had time for. */
async function measureQuality(dataset: string, qrels: string, { wanted, peers, budget }: { wanted: number; peers: readonly PeerName[]; budget: number }): Promise<Record<string, QualityRow>> {
  const { passages, queries, gold } = await readBeir(dataset, qrels);
  const asked = shuffled(spread(queries, wanted));
  const measured = await measureAll({ passages, questions: asked.map((query) => query.text), peers, budget });
  const mean = (score: typeof recall, { ranked }: Measurement, count: number): number => {
    const scores = ranked.slice(0, count).map((found, i) => score(found.map((passage) => passages[passage]!.id), gold.get(asked[i]!.id)!, K));
    return rounded(scores.reduce((a, b) => a + b, 0) / count);
  };
  const rows = Object.entries(measured).map(([name, peer]): [string, QualityRow] => {
    const ours = measured[ownOf(name as PeerName)];
    const count = peer.ranked.length;
    const oursRecall = ours && ours.ranked.length >= count ? mean(recall, ours, count) : null;
    return [name, { "R@10": mean(recall, peer, count), "MRR@10": mean(reciprocalRank, peer, count), asked: count, "oursR@10": oursRecall }];
  });
  return Object.fromEntries(rows);
}

function print({ passages, questions, speed, quality }: { passages: string; questions: string; speed: Record<string, SpeedRow>; quality: Record<string, QualityRow> | null }): void {
  console.log(`passages: ${passages}\nquestions: ${questions}`);
  console.table(speed);
  if (quality) console.table(quality);
}

/** The promises of docs/performance.md, for whoever was measured. */
function barsFor(measured: Measurements): Bar[] {
  const median = (name: PeerName, most?: number): number => percentiles(measured[name]!.milliseconds.slice(0, most)).p50;
  const faster = (name: PeerName, least: number): Bar[] =>
    measured[name] && measured["ours-words"] ? [{ name: `times faster than ${name} at the median`, got: median(name) / median("ours-words"), least }] : [];
  const slower = measured["bare-loop"] && measured["ours-words"];
  return [
    ...faster("minisearch", 40),
    ...faster("sqlite-fts5", 40),
    ...faster("flexsearch", 10),
    ...(slower ? [{ name: "times the bare loop at the median", got: median("ours-words") / median("bare-loop"), most: 2 }] : []),
  ];
}

process.exitCode = await main();
