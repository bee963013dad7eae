import { parseArgs } from "node:util";
import { termNames } from "../ingest/index.js";
import { fusionFor, type FusionSettings } from "../server/retrieval/fusion.js";
import { HybridSearch } from "../server/retrieval/hybrid-search.js";
import { crossValidate } from "../server/learning/cross-validation.js";
import { measure, type RankingMetrics } from "../server/learning/ranking-metrics.js";
import { readBeir, type BeirDataset } from "./beir.js";
import { buildCollection, type Collection } from "./collection.js";
import { countTerms } from "./count-terms.js";
import { percentiles } from "./figures.js";
import { lawGroups } from "./law-groups.js";
import { lawPriors } from "./law-priors.js";
import { PriorSearch } from "./prior-search.js";
import { TitleLane } from "./title-lane.js";

const USAGE = "用法：npm run bench:retrieval -- --dataset DIR --qrels NAME [--mode lexical|dense|hybrid|learned-cv] [--priors] [--folds 5] [--json]\n" +
  "  --priors  假定（不看标注）：法律、常被引用的文件和条文、篇幅长的条文更常被问到；整部法合起来最切题的更可能是答案";
const MODES = ["lexical", "dense", "hybrid", "learned-cv"] as const;
type Mode = (typeof MODES)[number];
const DEPTH = 100;

/** Ranks a BEIR-format dataset with the product's own index and fusion. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      dataset: { type: "string" },
      qrels: { type: "string" },
      mode: { type: "string", default: "hybrid" },
      priors: { type: "boolean", default: false },
      folds: { type: "string", default: "5" },
      json: { type: "boolean", default: false },
    },
  });
  const mode = MODES.find((candidate) => candidate === values.mode);
  if (!values.dataset || !values.qrels || !mode) {
    console.error(USAGE);
    return 2;
  }
  const dataset = await readBeir(values.dataset, values.qrels);
  const collection = buildCollection(dataset.passages, {
    vectors: mode !== "lexical",
    onStage: (name, seconds) => console.error(`  ${name} ${seconds.toFixed(1)} s`),
  });
  const asked = { dataset: values.dataset, qrels: values.qrels, mode, priors: values.priors };
  const ran = mode === "learned-cv" ? await runLearned(dataset, collection, values.priors, Number(values.folds)) : run(dataset, collection, mode, values.priors);
  const report = { ...asked, ...ran };
  console.log(JSON.stringify(report, null, values.json ? 0 : 2));
  return 0;
}

interface Run {
  passages: number;
  queries: number;
  metrics: RankingMetrics;
  buildSeconds: Record<string, number>;
  queryMs: Record<string, { p50: number; p99: number }>;
  hnswRecallAt20: number | null;
  peakMemoryMB: number;
}

function run(dataset: BeirDataset, collection: Collection, mode: Mode, priors: boolean): Run {
  const times: Record<string, number[]> = { analyse: [], search: [], total: [] };
  const rank = ranker(dataset, collection, mode, priors);
  const titles = new TitleLane(dataset.passages.map((passage) => passage.title));
  const runs = dataset.queries.map(({ id, text }) => {
    const started = performance.now();
    const query = analyse(text, collection, mode);
    const analysed = performance.now();
    const exact = mode === "hybrid" ? titles.find(text) : [];
    const ranked = [...new Set([...exact, ...rank(query)])].map((passage) => dataset.passages[passage]!.id);
    const ended = performance.now();
    times["analyse"]!.push(analysed - started);
    times["search"]!.push(ended - analysed);
    times["total"]!.push(ended - started);
    return { ranked, gold: dataset.gold.get(id)! };
  });
  return {
    passages: dataset.passages.length,
    queries: runs.length,
    metrics: measure(runs),
    buildSeconds: collection.seconds,
    queryMs: Object.fromEntries(Object.entries(times).map(([leg, list]) => [leg, percentiles(list)])),
    hnswRecallAt20: collection.recallAt20,
    peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** The questions of each fold ranked by what the others teach; `before` is the same search with nothing learned. */
async function runLearned(dataset: BeirDataset, collection: Collection, priors: boolean, folds: number) {
  const { passages, gold } = dataset;
  const indexOf = new Map(passages.map(({ id }, i) => [id, i]));
  const pairs = dataset.queries.map(({ id, text }) => ({
    question: text,
    ...analyse(text, collection, "hybrid"),
    passages: [...gold.get(id)!].flatMap((answer) => indexOf.get(answer) ?? []),
  }));
  const ground = { ...collection, settings: settingsFor(passages.length, priors), groups: lawGroups(passages, priors) };
  const started = performance.now();
  const onFold = (done: number): void => console.error(`  fold ${done} of ${folds}, ${Math.round((performance.now() - started) / 1000)} s`);
  const { questions, before, after } = await crossValidate(pairs, () => ground, folds, onFold);
  return {
    passages: passages.length,
    queries: questions,
    folds,
    before,
    metrics: after,
    buildSeconds: collection.seconds,
    learnSeconds: Math.round((performance.now() - started) / 1000 / folds),
    hnswRecallAt20: collection.recallAt20,
    peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

interface Query {
  terms: Map<string, number>;
  vector: Float32Array;
}

function analyse(text: string, { tokenizer, embedder }: Collection, mode: Mode): Query {
  return { terms: countTerms(termNames(tokenizer.terms(text))), vector: mode === "lexical" ? new Float32Array(0) : embedder.embedNow(text) };
}

function ranker({ passages }: BeirDataset, { lexical, vectors }: Collection, mode: Mode, priors: boolean): (query: Query) => number[] {
  if (mode === "lexical") return ({ terms }) => lexical.search(terms, DEPTH).map((hit) => hit.passage);
  if (mode === "dense") return ({ vector }) => vectors.search(vector, DEPTH).map((hit) => hit.passage);
  if (priors) {
    const search = new PriorSearch({ lexical, vectors }, lawPriors(passages));
    return (query) => search.search(query, DEPTH);
  }
  const hybrid = new HybridSearch(lexical, vectors, fusionFor(passages.length), lawGroups(passages, false));
  return (query) => hybrid.search(query).slice(0, DEPTH).map((candidate) => candidate.passage);
}

/** A prior takes the place of what candidates tell of their document, which grows with its size as well; it is worth more candidates. */
function settingsFor(passages: number, priors: boolean): FusionSettings {
  const settings = fusionFor(passages);
  return priors ? { ...settings, candidates: 2 * settings.candidates, weights: { ...settings.weights, document: 0 } } : settings;
}

process.exitCode = await main();
