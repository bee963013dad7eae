/** What a trie is made of, in memory that threads share. */
export interface WordTrieArrays {
  /** Four numbers a slot: the node above, the code unit (0 where the slot is free), and two that are the weight. */
  edges: Int32Array<SharedArrayBuffer>;
  /** The same memory; the second half of a slot is the weight of the word that ends there, 0 where none does. */
  weights: Float64Array<SharedArrayBuffer>;
}

/** Numbers of 32 bits a slot, and which of them is the code unit. */
const WIDTH = 4;
const CODE = 1;

/** The node that every word begins below. */
const ROOT = -1;
/** No node: no word goes on so. */
export const NOWHERE = -2;

/** Words with their weights as a trie of code units. A node is its slot in one hash table, so that a step reads one cache line. */
export class WordTrie {
  private readonly mask: number;

  constructor(readonly arrays: WordTrieArrays) {
    this.mask = arrays.edges.length / WIDTH - 1;
  }

  /** @param codeUnits of all words that will be set, together: room for the case that no two begin alike */
  static withRoomFor(codeUnits: number): WordTrie {
    const slots = 2 ** Math.ceil(Math.log2(codeUnits + 1));
    const memory = new SharedArrayBuffer(slots * WIDTH * Int32Array.BYTES_PER_ELEMENT);
    return new WordTrie({ edges: new Int32Array(memory), weights: new Float64Array(memory) });
  }

  /** @param weight below 0; a word that is there already takes the new one */
  set(word: string, weight: number): void {
    const { edges, weights } = this.arrays;
    let node = ROOT;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      const slot = this.slotOf(node, code);
      edges[WIDTH * slot] = node;
      edges[WIDTH * slot + CODE] = code;
      node = slot;
    }
    if (node !== ROOT) weights[2 * node + 1] = weight;
  }

  /** The node below `node` for a code unit other than 0; NOWHERE where no word goes on so. */
  step(node: number, code: number): number {
    const slot = this.slotOf(node, code);
    return this.arrays.edges[WIDTH * slot + CODE] === 0 ? NOWHERE : slot;
  }

  /** The node that a stretch of a text leads to, NOWHERE where no word begins so. */
  find(text: string, from: number, to: number): number {
    let node = ROOT;
    for (let i = from; i < to && node !== NOWHERE; i++) node = this.step(node, text.charCodeAt(i));
    return node;
  }

  isWord(node: number): boolean {
    return node !== NOWHERE && this.weightAt(node) !== 0;
  }

  /** Weight of the word that ends at a node, 0 where none does. */
  weightAt(node: number): number {
    return this.arrays.weights[2 * node + 1]!;
  }

  /** Where the edge stands, or else the free slot where it would. */
  private slotOf(node: number, code: number): number {
    const { edges } = this.arrays;
    const mixed = Math.imul(Math.imul(node, 0x9e3779b1) ^ code, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & this.mask;
    while (edges[WIDTH * slot + CODE] !== 0 && (edges[WIDTH * slot] !== node || edges[WIDTH * slot + CODE] !== code)) slot = (slot + 1) & this.mask;
    return slot;
  }
}
