import { allocateMemory, LEAD, memoryOf } from "./file-memory.js";
import { largestOf, strideOf, type PassageVectors } from "./passage-vectors.js";
import { dotOver, type Dot } from "./simd-dot.js";

/** An int32 must hold the largest inner product there can be. */
const LARGEST_SUM = 2 ** 31 - 1;
const LARGEST_BYTE = 127;
const LARGEST_INT16 = 2 ** 15 - 1;
const BYTES_OF_INT16 = 2;

/** Cosines of one question at a time with passages. Sums are of whole numbers: the same in every order. */
export class Cosines {
  private readonly stride: number;
  private readonly dot: Dot;
  /** The question as whole numbers, in the lead of the memory. */
  private readonly asked: Int16Array;
  private readonly largest: number;
  private readonly rowsAt: number;
  private askedScale = 0;

  constructor(private readonly vectors: PassageVectors) {
    const { dimensions } = vectors;
    this.stride = strideOf(dimensions);
    if (this.stride * BYTES_OF_INT16 > LEAD) throw new RangeError(`Expected at most ${LEAD / BYTES_OF_INT16} dimensions, got ${dimensions}`);
    const { memory, rowsAt } = placeOf(vectors.rows);
    this.dot = dotOver(memory);
    this.asked = new Int16Array(memory.buffer, 0, this.stride);
    this.largest = Math.min(LARGEST_INT16, Math.floor(LARGEST_SUM / LARGEST_BYTE / Math.max(1, this.stride)));
    this.rowsAt = rowsAt;
  }

  /** Takes the question that the next cosines are of. @throws RangeError */
  ask(question: Float32Array): void {
    const { dimensions } = this.vectors;
    if (question.length !== dimensions) throw new RangeError(`Expected a vector of ${dimensions} numbers, got ${question.length}`);
    if (!question.every(Number.isFinite)) throw new RangeError("Expected finite numbers in the vector");
    this.askedScale = largestOf(question) / this.largest;
    for (let i = 0; i < dimensions; i++) this.asked[i] = this.askedScale === 0 ? 0 : Math.round(question[i]! / this.askedScale);
  }

  of(passage: number): number {
    return this.dot(0, this.rowsAt + passage * this.stride, this.stride) * this.askedScale * this.vectors.scales[passage]!;
  }
}

/** Where the rows lie for SIMD code: where they are, if that is a memory already, else in a copy. */
function placeOf(rows: Int8Array): { memory: WebAssembly.Memory; rowsAt: number } {
  const own = memoryOf(rows);
  if (own) return { memory: own, rowsAt: rows.byteOffset };
  const { memory, data } = allocateMemory(rows.byteLength);
  data.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
  return { memory, rowsAt: LEAD };
}
