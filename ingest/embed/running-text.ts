import { GrowingArray } from "../search-index/growing-array.js";

/** Words of passages as numbers, one passage after the other; passage p has those from `ends[p-1]` (0 for the first) to `ends[p]`. */
export interface CodedPassages {
  words: Uint32Array<ArrayBuffer>;
  ends: Uint32Array<ArrayBuffer>;
}

/** The words of a collection in reading order, outside the JS heap. */
export interface RunningText extends CodedPassages {
  nameOf: (word: number) => string;
}

/** Collects the words of passages that come a few at a time. */
export class RunningTextCollector {
  private readonly words = new GrowingArray();
  private readonly ends = new GrowingArray();

  /** @param numberOf the collection's number of a word, by the passages' own */
  add({ words, ends }: CodedPassages, numberOf: (word: number) => number): void {
    const before = this.words.length;
    for (const word of words) this.words.push(numberOf(word));
    for (const end of ends) this.ends.push(before + end);
  }

  text(nameOf: (word: number) => string): RunningText {
    return { words: this.words.view(), ends: this.ends.view(), nameOf };
  }
}

/** The running text of passages that are in memory. */
export function codeWords(passages: readonly (readonly string[])[]): RunningText {
  const numbers = new Map<string, number>();
  const collector = new RunningTextCollector();
  for (const passage of passages) {
    for (const word of passage) if (!numbers.has(word)) numbers.set(word, numbers.size);
    const words = Uint32Array.from(passage, (word) => numbers.get(word)!);
    collector.add({ words, ends: Uint32Array.of(words.length) }, (word) => word);
  }
  const names = [...numbers.keys()];
  return collector.text((word) => names[word]!);
}
