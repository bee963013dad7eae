import { applyMap, shiftQuestion, type QueryAdapter, type WordWeights } from "../retrieval/learned/query-adapter.js";
import { Adam } from "./adam.js";
import { seededRandom, shuffled } from "./random.js";
import { softmax } from "./softmax.js";

/** A question to learn from. */
export interface AdapterExample {
  vector: Float32Array;
  /** Its words with what each counts. */
  words: WordWeights;
  /** Passages that answer it. */
  gold: readonly number[];
}

/** What training needs of the collection. */
export interface AdapterGround {
  dimensions: number;
  passages: number;
  vectorOf(passage: number): Float32Array;
  /** Passages that the question could be taken for, by words and by its vector as adapted so far. */
  hardest(example: number, adapted: Float32Array): readonly number[];
  /** BM25 of a passage for the example's question, as a share of the best. */
  lexicalShare(example: number, passage: number): number;
}

/** Found on the first fold of STARD; see docs/retrieval.md. */
const EPOCHS = 10;
const MAP_RATE = 0.001;
const SHIFT_RATE = 0.005;
/** Pulls back to the identity and to no shift, so that what no pair speaks of stays as it was. */
const MAP_DECAY = 0.003;
const SHIFT_DECAY = 0.01;
const BATCH = 16;
/** Cosines and lexical shares are multiplied by these before the softmax: the adapter learns what words leave open. */
const SHARPNESS = 10;
const LEXICAL_SHARPNESS = 4;
const HARD_NEGATIVES = 60;
const RANDOM_NEGATIVES = 100;
/** Answers of other questions, which are the kind of passage that answers. */
const OTHER_ANSWERS = 30;
/** Epochs between two searches for passages that the adapted question could be taken for. */
const REFRESH = 4;

/** Learns map and shifts by softmax of the answering passages against hard, random and other questions' ones. */
export function trainAdapter(examples: readonly AdapterExample[], ground: AdapterGround): QueryAdapter {
  const trainer = new AdapterTrainer(examples, ground);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    if (epoch % REFRESH === 0) trainer.refreshHardest();
    trainer.runEpoch();
  }
  return trainer.adapter;
}

class AdapterTrainer {
  readonly adapter: QueryAdapter;
  private readonly random = seededRandom(7);
  private readonly mapGradient: Float32Array;
  private readonly mapAdam: Adam;
  private readonly shifts: ShiftTrainer;
  private readonly mapped: Float32Array;
  private readonly pull: Float32Array;
  private hardest: (readonly number[])[] = [];

  constructor(
    private readonly examples: readonly AdapterExample[],
    private readonly ground: AdapterGround,
  ) {
    const { dimensions } = ground;
    const words = new Map([...new Set(examples.flatMap((example) => [...example.words.keys()]))].map((word, i) => [word, i]));
    this.adapter = { dimensions, map: identity(dimensions), words, shifts: new Float32Array(words.size * dimensions) };
    this.mapGradient = new Float32Array(dimensions * dimensions);
    this.mapAdam = new Adam(this.adapter.map, MAP_RATE);
    this.shifts = new ShiftTrainer(this.adapter);
    this.mapped = new Float32Array(dimensions);
    this.pull = new Float32Array(dimensions);
  }

  refreshHardest(): void {
    this.hardest = this.examples.map((example, i) => {
      applyMap(this.adapter.map, shiftQuestion(this.adapter, example.vector, example.words), this.mapped);
      return this.ground.hardest(i, this.mapped).filter((passage) => !example.gold.includes(passage)).slice(0, HARD_NEGATIVES);
    });
  }

  runEpoch(): void {
    const order = shuffled(this.examples.map((_, i) => i), this.random);
    order.forEach((example, k) => {
      this.addGradient(example, this.others(order, k));
      if ((k + 1) % BATCH === 0 || k + 1 === order.length) this.step();
    });
  }

  private step(): void {
    const { map, dimensions } = this.adapter;
    const decay = MAP_DECAY * BATCH;
    for (let i = 0; i < map.length; i++) this.mapGradient[i]! += decay * (map[i]! - (i % (dimensions + 1) === 0 ? 1 : 0));
    this.mapAdam.update(this.mapGradient);
    this.shifts.step(SHIFT_DECAY * BATCH);
  }

  private others(order: readonly number[], at: number): number[] {
    return Array.from({ length: Math.min(OTHER_ANSWERS, order.length - 1) }, (_, i) => order[(at + 1 + i) % order.length]!).flatMap(
      (other) => this.examples[other]!.gold,
    );
  }

  /** Adds d loss / d parameters of one example. The mapped question is left unscaled, which keeps the gradient plain. */
  private addGradient(index: number, others: readonly number[]): void {
    const { vector, words, gold } = this.examples[index]!;
    const { map, dimensions } = this.adapter;
    const shifted = shiftQuestion(this.adapter, vector, words);
    applyMap(map, shifted, this.mapped);
    const near = [...gold, ...this.hardest[index]!];
    const far = [...this.randomPassages(), ...others].filter((passage) => !gold.includes(passage));
    const passages = [...near, ...far];
    const scores = passages.map((passage, i) => {
      const lexical = i < near.length ? LEXICAL_SHARPNESS * this.ground.lexicalShare(index, passage) : 0;
      return SHARPNESS * product(this.mapped, this.ground.vectorOf(passage)) + lexical;
    });
    const shares = softmax(scores);
    this.pull.fill(0);
    passages.forEach((passage, i) => {
      const weight = SHARPNESS * (shares[i]! - (i < gold.length ? 1 / gold.length : 0));
      if (Math.abs(weight) < NEGLIGIBLE) return;
      const target = this.ground.vectorOf(passage);
      for (let row = 0; row < dimensions; row++) this.pull[row]! += weight * target[row]!;
    });
    for (let row = 0; row < dimensions; row++) {
      const scale = this.pull[row]!;
      for (let i = 0, at = row * dimensions; i < dimensions; i++) this.mapGradient[at + i]! += scale * shifted[i]!;
    }
    this.shifts.add(words, this.pull);
  }

  private randomPassages(): number[] {
    return Array.from({ length: RANDOM_NEGATIVES }, () => Math.floor(this.random() * this.ground.passages));
  }
}

const NEGLIGIBLE = 1e-4;

/** Gradients and steps of the shifts of the words that a batch used; the others rest. */
class ShiftTrainer {
  private readonly gradients = new Map<number, Float32Array>();
  private readonly adams = new Map<number, Adam>();

  constructor(private readonly adapter: QueryAdapter) {}

  /** @param pull d loss / d mapped question */
  add(words: WordWeights, pull: Float32Array): void {
    const { map, dimensions } = this.adapter;
    const back = new Float32Array(dimensions);
    for (let row = 0; row < dimensions; row++) {
      const scale = pull[row]!;
      for (let i = 0, at = row * dimensions; i < dimensions; i++) back[i]! += scale * map[at + i]!;
    }
    for (const [word, weight] of words) {
      const row = this.adapter.words.get(word)!;
      let gradient = this.gradients.get(row);
      if (!gradient) this.gradients.set(row, (gradient = new Float32Array(dimensions)));
      for (let i = 0; i < dimensions; i++) gradient[i]! += weight * back[i]!;
    }
  }

  step(decay: number): void {
    const { dimensions, shifts } = this.adapter;
    for (const [row, gradient] of this.gradients) {
      const shift = shifts.subarray(row * dimensions, (row + 1) * dimensions);
      let adam = this.adams.get(row);
      if (!adam) this.adams.set(row, (adam = new Adam(shift, SHIFT_RATE)));
      for (let i = 0; i < dimensions; i++) gradient[i]! += decay * shift[i]!;
      adam.update(gradient);
    }
    this.gradients.clear();
  }
}

function identity(dimensions: number): Float32Array {
  const map = new Float32Array(dimensions * dimensions);
  for (let i = 0; i < dimensions; i++) map[i * dimensions + i] = 1;
  return map;
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
