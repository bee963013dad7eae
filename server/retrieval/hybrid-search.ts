import { UNIGRAM_PREFIX, type LexicalSearcher, type VectorSearcher } from "../../ingest/index.js";
import { reorder, type Candidate } from "./candidate.js";
import type { Explanation } from "./evidence.js";
import { describeRow, emptyTable, explainRow, linearScores, ranksOf, scaleToBest, type FeatureTable } from "./features.js";
import type { FusionSettings } from "./fusion.js";
import type { AskedQuestion, LearnedFeatures } from "./learned/learned-features.js";

/** A query in the form that both legs take. */
export interface HybridQuery {
  terms: ReadonlyMap<string, number>;
  /** Null where the embedder could not give one: the lexical leg answers alone. */
  vector: Float32Array | null;
}

/** Which document each passage belongs to, and a score that a document has before any question (none when left out). */
export interface DocumentGroups {
  of: Uint32Array;
  prior?: Float32Array;
}

const NO_VECTOR: Explanation = { name: "语义", score: 0, detail: "这次没有向量，只按字词" };

type Accept = ((passage: number) => boolean) | undefined;

/**
 * Both legs gather candidates; features are computed for all of them; a linear ranker sums the features. What was learned from
 * confirmed pairs adds features and a second ranker, which decides the order. Rank fusion was worse everywhere.
 */
export class HybridSearch {
  constructor(
    private readonly lexical: LexicalSearcher,
    private readonly vectors: VectorSearcher,
    private readonly settings: FusionSettings,
    private readonly groups?: DocumentGroups,
    private readonly learned?: LearnedFeatures,
  ) {}

  /** Candidates of all legs, best first; equal scores in passage order. */
  search(query: HybridQuery, accept?: Accept): Candidate[] {
    const table = this.describe(query, accept);
    const scores = linearScores(table, this.settings.weights);
    const rows = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
    const explain = (row: number): Explanation[] => this.explainRow(table, row, query);
    const candidates = rows.map((row) => new FusedCandidate(table.passages[row]!, scores[row]!, row, explain));
    const { learned } = this;
    if (!learned || !query.vector) return candidates;
    const learnedScores = linearScores(table, learned.weights);
    return reorder(candidates, rows.map((row) => learnedScores[row]!), "学得的排序", (i) => describeRow(table, rows[i]!, learned.weights));
  }

  private explainRow(table: FeatureTable, row: number, { vector }: HybridQuery): Explanation[] {
    const parts = explainRow(table, row, this.settings.weights);
    return vector ? parts : parts.map((part) => (part.name === NO_VECTOR.name ? NO_VECTOR : part));
  }

  /** The candidates with their features, unranked: what the ranker is trained on. */
  describe(query: HybridQuery, accept?: Accept): FeatureTable {
    const { terms, vector } = query;
    const asked = vector ? this.learned?.ask({ terms, vector }) : undefined;
    const table = emptyTable(this.gather(query, asked, accept));
    this.describeLegs(table, query);
    if (this.groups) describeDocuments(table, this.groups);
    if (this.learned && asked) this.describeLearned(table, asked, this.learned);
    return table;
  }

  /** What any leg finds, each passage once, rising. */
  private gather({ terms, vector }: HybridQuery, asked: AskedQuestion | undefined, accept: Accept): Uint32Array {
    const { candidates } = this.settings;
    const legs = [this.lexical.search(this.gatheringTerms(terms), candidates, accept)];
    if (vector) legs.push(this.vectors.search(vector, candidates, accept));
    if (asked) {
      legs.push(this.vectors.search(asked.adapted, candidates, accept));
      legs.push(this.lexical.search(asked.translated, candidates / 2, accept));
    }
    const found = Uint32Array.from(legs.flat().map(({ passage }) => passage)).sort();
    return found.filter((passage, i) => i === 0 || passage !== found[i - 1]);
  }

  /** Terms that tell passages apart; all of them where no other is left. */
  private gatheringTerms(terms: HybridQuery["terms"]): HybridQuery["terms"] {
    const most = this.settings.gatheringShare * this.lexical.passages;
    if (most >= this.lexical.passages) return terms;
    const telling = [...terms].filter(([term]) => !term.startsWith(UNIGRAM_PREFIX) && this.lexical.documentFrequency(term) <= most);
    return telling.some(([term]) => this.lexical.documentFrequency(term) > 0) ? new Map(telling) : terms;
  }

  private describeLegs({ passages, columns }: FeatureTable, { terms, vector }: HybridQuery): void {
    columns.lexical.set(this.lexical.scores(terms, passages));
    scaleToBest(columns.lexical);
    if (!vector || this.vectors.dimensions === 0) return;
    columns.cosine.set(this.vectors.cosines(vector, passages).map((cosine) => Math.max(0, cosine)));
  }

  private describeLearned({ passages, columns }: FeatureTable, asked: AskedQuestion, learned: LearnedFeatures): void {
    columns.adapted.set(this.vectors.cosines(asked.adapted, passages));
    columns.translated.set(this.lexical.scores(asked.translated, passages));
    scaleToBest(columns.translated);
    learned.explain(asked, passages, columns.explained);
    scaleToBest(columns.explained);
    if (this.groups) learned.countNeighbours(asked, passages, this.groups.of, columns.neighbours);
    columns.lexicalRank.set(ranksOf(columns.lexical));
    columns.adaptedRank.set(ranksOf(columns.adapted));
  }
}

/** Some hundreds are made a question, and few are ever explained: they share what explains them. */
class FusedCandidate implements Candidate {
  constructor(
    readonly passage: number,
    readonly score: number,
    private readonly row: number,
    private readonly explain: (row: number) => Explanation[],
  ) {}

  parts(): Explanation[] {
    return this.explain(this.row);
  }
}

/** A passage of a document that many candidates come from is likelier to be meant than a lone one. */
function describeDocuments({ passages, columns }: FeatureTable, { of, prior }: DocumentGroups): void {
  const sums = new Map<number, number>();
  passages.forEach((passage, i) => sums.set(of[passage]!, (sums.get(of[passage]!) ?? 0) + columns.lexical[i]! + columns.cosine[i]!));
  passages.forEach((passage, i) => {
    columns.document[i] = sums.get(of[passage]!)!;
    if (prior) columns.prior[i] = prior[of[passage]!]!;
  });
  scaleToBest(columns.document);
}
