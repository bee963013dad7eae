import { WORD_PREFIX, type LexicalSearcher, type VectorSearcher } from "../../ingest/index.js";
import type { FeatureTable, Weights } from "../retrieval/features.js";
import type { FusionSettings } from "../retrieval/fusion.js";
import { HybridSearch, type DocumentGroups } from "../retrieval/hybrid-search.js";
import { LearnedFeatures, type ConfirmedQuestions, type LearnedModel } from "../retrieval/learned/learned-features.js";
import { weighWords } from "../retrieval/learned/query-adapter.js";
import type { ConfirmedPair } from "./pairs.js";
import { trainAdapter, type AdapterExample, type AdapterGround } from "./train-adapter.js";
import { trainRanker, type RankingExample } from "./train-ranker.js";
import { trainTranslation } from "./train-translation.js";

/** A collection to learn on. */
export interface LearningGround {
  lexical: LexicalSearcher;
  vectors: VectorSearcher;
  groups: DocumentGroups;
  settings: FusionSettings;
}

/** The collection as if it had not known some pairs: where their questions stand in the index themselves, they are left out. */
export type GroundWithout = (heldOut: readonly ConfirmedPair[]) => LearningGround | Promise<LearningGround>;

/** Weights that the ranker starts from; what is 0 here and has no examples stays out. */
const FIRST_WEIGHTS: Weights = {
  lexical: 3,
  cosine: 0,
  document: 0,
  prior: 0,
  adapted: 9,
  translated: 1.5,
  explained: 4,
  neighbours: 1.5,
  lexicalRank: 1,
  adaptedRank: 1,
};

/** Parts of the pairs that are left out in turn, so that the ranker sees features of questions that were not learned from. */
const CROSS_FITS = 3;
/** Words in more of the passages than this say nothing about what was asked. */
const COMMON_SHARE = 0.2;
/** Words of a passage that the translation learns from. Articles of laws have fewer. */
const MOST_WRITTEN = 80;
const HARDEST = 60;

/** Learns everything from the pairs: adapter, translation, neighbours, and last the weights of all features. */
export async function learn(pairs: readonly ConfirmedPair[], groundWithout: GroundWithout): Promise<LearnedModel> {
  const weights = trainRanker(await crossFit(pairs, groundWithout), FIRST_WEIGHTS);
  return { ...learnFeatures(pairs, await groundWithout([])), weights };
}

/** Every pair's candidates, described by a model that was learned without it. */
async function crossFit(pairs: readonly ConfirmedPair[], groundWithout: GroundWithout): Promise<RankingExample[]> {
  const examples: RankingExample[] = [];
  for (let part = 0; part < CROSS_FITS; part++) {
    const heldOut = pairs.filter((_, i) => i % CROSS_FITS === part);
    const ground = await groundWithout(heldOut);
    const search = learnedSearch(learnFeatures(pairs.filter((_, i) => i % CROSS_FITS !== part), ground), ground);
    for (const pair of heldOut) examples.push(toExample(pair, search.describe(pair)));
  }
  return examples;
}

/** The search of a collection with what was learned. */
export function learnedSearch(model: LearnedModel, { lexical, vectors, settings, groups }: LearningGround): HybridSearch {
  return new HybridSearch(lexical, vectors, settings, groups, new LearnedFeatures(model, lexical));
}

function learnFeatures(pairs: readonly ConfirmedPair[], ground: LearningGround): LearnedModel {
  const translation = trainTranslation(
    pairs.flatMap((pair) => pair.passages.map((passage) => ({ asked: wordsOf(pair), written: writtenWords(passage, ground.lexical) }))),
  );
  return { adapter: trainAdapter(adapterExamples(pairs, ground), adapterGround(pairs, ground)), translation, neighbours: neighboursOf(pairs), weights: FIRST_WEIGHTS };
}

function wordsOf({ terms }: ConfirmedPair): string[] {
  return [...terms.keys()].filter((term) => term.startsWith(WORD_PREFIX));
}

/** The words that tell the passage best: with what people ask of it, it may hold hundreds, and every pair with a word asked is a cell to learn. */
function writtenWords(passage: number, lexical: LexicalSearcher): string[] {
  const { start, terms, shares } = lexical.passageWords;
  const places = Array.from({ length: start[passage + 1]! - start[passage]! }, (_, i) => start[passage]! + i);
  const words = places.map((at) => ({ name: lexical.termName(terms[at]!), share: shares[at]! }));
  return words
    .filter(({ name }) => lexical.documentFrequency(name) < lexical.passages * COMMON_SHARE)
    .map(({ name, share }) => ({ name, worth: share * lexical.rarity(name) }))
    .sort((a, b) => b.worth - a.worth || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_WRITTEN)
    .map(({ name }) => name);
}

function adapterExamples(pairs: readonly ConfirmedPair[], { lexical }: LearningGround): AdapterExample[] {
  return pairs.map((pair) => ({ vector: pair.vector, words: weighWords(wordsOf(pair), (term) => lexical.rarity(term)), gold: pair.passages }));
}

/** Hard passages: the best of the plain search, computed once, and those nearest to the question as adapted so far. */
function adapterGround(pairs: readonly ConfirmedPair[], { lexical, vectors, settings, groups }: LearningGround): AdapterGround {
  const plain = new HybridSearch(lexical, vectors, settings, groups);
  const firsts = pairs.map((pair) => plain.search(pair).slice(0, HARDEST).map(({ passage }) => passage));
  const bests = pairs.map(({ terms }, i) => Math.max(...lexical.scores(terms, Uint32Array.from(firsts[i]!).sort()), 1e-9));
  const shares = pairs.map(() => new Map<number, number>());
  const lexicalShare = (example: number, passage: number): number => {
    const known = shares[example]!.get(passage);
    if (known !== undefined) return known;
    const share = lexical.scores(pairs[example]!.terms, Uint32Array.of(passage))[0]! / bests[example]!;
    shares[example]!.set(passage, share);
    return share;
  };
  return {
    dimensions: vectors.dimensions,
    passages: lexical.passages,
    vectorOf: remembered((passage) => vectors.vectorOf(passage)),
    lexicalShare,
    hardest: (example, adapted) => [...new Set([...vectors.search(adapted, HARDEST).map(({ passage }) => passage), ...firsts[example]!])],
  };
}

/** Training asks for the same vectors again and again, and each is made of bytes anew. */
function remembered(vectorOf: (passage: number) => Float32Array): (passage: number) => Float32Array {
  const known = new Map<number, Float32Array>();
  return (passage) => {
    let vector = known.get(passage);
    if (!vector) known.set(passage, (vector = vectorOf(passage)));
    return vector;
  };
}

function neighboursOf(pairs: readonly ConfirmedPair[]): ConfirmedQuestions {
  const size = pairs[0]?.vector.length ?? 0;
  const vectors = new Float32Array(pairs.length * size);
  const start = new Uint32Array(pairs.length + 1);
  pairs.forEach((pair, i) => {
    vectors.set(pair.vector, i * size);
    start[i + 1] = start[i]! + pair.passages.length;
  });
  return { vectors, start, passages: Uint32Array.from(pairs.flatMap((pair) => pair.passages)) };
}

function toExample({ passages }: ConfirmedPair, table: FeatureTable): RankingExample {
  const gold = new Set(passages);
  return { table, gold: Array.from(table.passages.keys()).filter((row) => gold.has(table.passages[row]!)) };
}
