import type { Snapshot } from "../../ingest/index.js";
import { soundOf } from "./pinyin.js";
import type { Correction } from "./understanding.js";

/** Characters that are taken for each other by eye or by stroke input; each string is one group. */
const LOOK_ALIKE = [
  "己已巳", "未末", "竞竟", "侯候", "辩辨辫", "折拆", "亨享", "拔拨", "技枝", "治冶", "幅辐", "祟崇", "券卷", "徒徙", "贷货", "园圆囤",
  "财材", "审宙", "部陪", "认人", "报抱", "群裙", "进近", "助肋", "补朴", "奖浆桨", "集隼", "申甲由", "策荣", "培陪", "育盲", "链琏",
] as const;
const LOOKS_LIKE = new Map<string, string[]>();
for (const group of LOOK_ALIKE) for (const ch of group) LOOKS_LIKE.set(ch, [...(LOOKS_LIKE.get(ch) ?? []), ...[...group].filter((other) => other !== ch)]);

const SHORTEST = 2;
const LONGEST = 8;
/** At least this share of its characters a misspelled word has right: 公式 for 公示, not 事实 for 实施. */
const LEAST_RIGHT = 0.5;
const CHINESE = /^[\u4e00-\u9fff]+$/;

/**
 * Reads words that stand nowhere in the collection as the known word that sounds the same (先近 -> 先进) or differs in a
 * character of the same look (拔款 -> 拨款). Whatever stands somewhere in the collection is taken as it was written.
 */
export class TypoFinder {
  private readonly known: ReadonlyMap<string, number>;
  private readonly bySound = new Map<string, string[]>();
  private readonly pairs: ReadonlySet<string>;
  private readonly stopwords: ReadonlySet<string>;

  constructor(private readonly snapshot: Snapshot) {
    const texts = [...snapshot.documents.values()].map(({ text }) => text);
    this.known = knownWords(texts, snapshot);
    for (const word of this.known.keys()) {
      const sound = soundOf(word);
      this.bySound.set(sound, [...(this.bySound.get(sound) ?? []), word]);
    }
    this.pairs = neighboursIn(texts, snapshot);
    this.stopwords = new Set(snapshot.lexicon.stopwords);
  }

  /** @param question folded */
  find(question: string): Correction[] {
    if (!this.hasNewPair(question)) return [];
    const found: Correction[] = [];
    const words = this.snapshot.tokenizer.words(question);
    for (let i = 0; i < words.length; i++) {
      const hit = this.longestFrom(words, i, question);
      if (!hit) continue;
      found.push({ said: hit.said, means: hit.means });
      i += hit.words - 1;
    }
    return found;
  }

  /** The longest run of words from one on that is a known word misspelled. A run, because a typo makes the cutter cut elsewhere. */
  private longestFrom(words: readonly string[], from: number, question: string): (Correction & { words: number }) | null {
    let best: (Correction & { words: number }) | null = null;
    let said = "";
    for (let to = from; to < words.length && said.length < LONGEST && !this.stopwords.has(words[to]!); to++) {
      said += words[to]!;
      if (said.length < SHORTEST || said.length > LONGEST || !CHINESE.test(said) || !question.includes(said) || !this.hasNewPair(said)) continue;
      const means = this.readingOf(said);
      if (means !== null) best = { said, means, words: to - from + 1 };
    }
    return best;
  }

  /** The likeliest word meant: most characters right, then the most frequent. */
  private readingOf(said: string): string | null {
    const candidates = [...(this.bySound.get(soundOf(said)) ?? []), ...this.lookingLike(said)]
      .filter((word) => word.length === said.length && word !== said)
      .map((word) => ({ word, right: [...word].filter((ch, i) => said[i] === ch).length / said.length }))
      .filter(({ right }) => right >= LEAST_RIGHT);
    candidates.sort((a, b) => b.right - a.right || this.known.get(b.word)! - this.known.get(a.word)! || (a.word < b.word ? -1 : 1));
    return candidates[0]?.word ?? null;
  }

  private lookingLike(said: string): string[] {
    return [...said].flatMap((ch, i) =>
      (LOOKS_LIKE.get(ch) ?? []).map((other) => said.slice(0, i) + other + said.slice(i + 1)).filter((word) => this.known.has(word)),
    );
  }

  private hasNewPair(text: string): boolean {
    for (let i = 1; i < text.length; i++) {
      const pair = text.slice(i - 1, i + 1);
      if (CHINESE.test(pair) && !this.pairs.has(pair)) return true;
    }
    return false;
  }
}

/** The question as it was meant: misspelled words replaced, each by one of the same length, so that spans stay. */
export function correct(question: string, corrections: readonly Correction[]): string {
  return corrections.reduce((text, { said, means }) => text.replaceAll(said, means), question);
}

/** Words that a typo may be meant for: terms of the lexicon, and words of the documents with how often they stand there. */
function knownWords(texts: readonly string[], { lexicon, tokenizer }: Snapshot): Map<string, number> {
  const known = new Map<string, number>(lexicon.terms.map((term) => [term, 1]));
  for (const text of texts) for (const word of tokenizer.words(text)) known.set(word, (known.get(word) ?? 0) + 1);
  const stop = new Set(lexicon.stopwords);
  for (const word of known.keys()) if (word.length < SHORTEST || word.length > LONGEST || !CHINESE.test(word) || stop.has(word)) known.delete(word);
  return known;
}

/** The note of a lexicon entry whose expressions are misspellings: they are no words of their own. */
const MISSPELLINGS = /错别字/;
/** People ask with typos too: a pair counts as known from what they ask only where it stands this often. */
const LEAST_ASKED = 3;

/** Every pair of neighbouring characters that stands in the documents or the lexicon, or again and again in what people ask. */
function neighboursIn(texts: readonly string[], { passages, lexicon }: Snapshot): Set<string> {
  const pairs = new Set<string>();
  const add = (pair: string): unknown => pairs.add(pair);
  for (const text of [...texts, ...lexicon.terms, ...lexicon.stopwords]) eachPair(text, add);
  for (const { names, places } of lexicon.places) for (const name of [...names, ...places]) eachPair(name, add);
  for (const { say, mean, note } of lexicon.synonyms) {
    for (const text of MISSPELLINGS.test(note) ? mean : [...say, ...mean]) eachPair(text, add);
  }
  const asked = new Map<string, number>();
  for (const { askedAs } of passages) for (const text of askedAs) eachPair(text, (pair) => asked.set(pair, (asked.get(pair) ?? 0) + 1));
  for (const [pair, count] of asked) if (count >= LEAST_ASKED) pairs.add(pair);
  return pairs;
}

function eachPair(text: string, see: (pair: string) => unknown): void {
  for (let i = 1; i < text.length; i++) see(text.slice(i - 1, i + 1));
}
