import type { CorpusEntry } from "../corpus/corpus.js";
import type { CodedPassages } from "../embed/running-text.js";
import { isPassage, type AuditFinding } from "../model.js";
import type { Field } from "../search-index/bm25.js";
import { GrowingArray } from "../search-index/growing-array.js";
import { PassageCounter, type CountedPassages } from "../search-index/passage-counter.js";
import { embeddedTexts, fieldTexts } from "../search-index/passage-terms.js";
import { loadJieba } from "../segment/jieba.js";
import { Tokenizer } from "../segment/tokenizer.js";
import { Stopwatch } from "../stopwatch.js";
import { readDocument, summarise, type DocumentSummary, type StructuredDocument } from "./read-document.js";
import { TextCoder, type CodedWords } from "./text-coder.js";

/** What an analyser must know, whichever thread it runs in. */
export interface AnalyserSettings {
  /** Policy terms of the lexicon. */
  terms: readonly string[];
  /** Whether the words of the passages are wanted, to train vectors on. */
  words: boolean;
}

/** A document ready for the snapshot: only numbers, bytes and short strings, so that a thread can hand it to another. */
export interface AnalysedDocument {
  summary: DocumentSummary;
  findings: AuditFinding[];
  /** The document as the snapshot stores it: a line of JSON, UTF-8. */
  record: Uint8Array<ArrayBuffer>;
  counted: CountedPassages;
  /** Names of the terms that the analyser's dictionary numbered for this document. */
  newTerms: string[];
  /** Empty where no words are wanted. */
  words: CodedPassages;
  /** Milliseconds by stage. */
  timings: Record<string, number>;
}

/** Texts of a passage, as numbers of the document's different texts. */
interface PassageTexts {
  fields: Record<Field, number[]>;
  embedded: number[];
}

/** From an entry of the corpus to what the snapshot takes of it, a document at a time. */
export class Analyser {
  private readonly coder: TextCoder;
  private readonly counter = new PassageCounter();
  private readonly words = new GrowingArray();
  private readonly wordEnds = new GrowingArray();

  /** Loads the segmenter: about a second. @throws CorpusError for a term that cannot be a word */
  constructor(private readonly settings: AnalyserSettings) {
    this.coder = new TextCoder(new Tokenizer(loadJieba(settings.terms)));
  }

  /** @throws CorpusError */
  analyse(entry: CorpusEntry): AnalysedDocument {
    const watch = new Stopwatch();
    const structured = readDocument(entry, watch);
    const record = watch.time("写成记录", () => encodeRecord(structured));
    const { texts, passages } = watch.time("切分段落", () => textsOf(structured));
    const coded = watch.time("分词", () => this.coder.code(texts));
    const counted = watch.time("统计词项", () => this.count(passages, coded));
    return {
      summary: summarise(structured),
      // Copies: a slice would hold the whole text of its document.
      findings: JSON.parse(JSON.stringify(structured.findings)) as AuditFinding[],
      record,
      counted,
      newTerms: this.coder.dictionary.takeNewNames(),
      words: { words: this.words.take(), ends: this.wordEnds.take() },
      timings: watch.timings,
    };
  }

  private count(passages: readonly PassageTexts[], coded: readonly CodedWords[]): CountedPassages {
    const codedOf = (texts: readonly number[]): CodedWords[] => texts.map((text) => coded[text]!);
    for (const { fields, embedded } of passages) {
      this.counter.add({ heading: codedOf(fields.heading), text: codedOf(fields.text), asked: codedOf(fields.asked) });
      if (this.settings.words) this.addWords(codedOf(embedded));
    }
    return this.counter.take();
  }

  private addWords(texts: readonly CodedWords[]): void {
    for (const { plain } of texts) for (const word of plain) this.words.push(word);
    for (const { runs } of texts) for (const run of runs) this.words.push(run);
    this.wordEnds.push(this.words.length);
  }
}

/** The document as the snapshot stores it: a line of JSON. */
function encodeRecord({ document, askedAs }: StructuredDocument): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify({ document, askedAs })}\n`);
}

/** Every different text of the document once: what stands above its passages is the same for many. */
function textsOf({ document, askedAs }: StructuredDocument): { texts: string[]; passages: PassageTexts[] } {
  const numbers = new Map<string, number>();
  const numberAll = (texts: readonly string[]): number[] =>
    texts.map((text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    });
  const passages = document.provisions.filter(isPassage).map((provision) => {
    const passage = { document, provision, askedAs: askedAs[provision.eId] ?? [] };
    const { heading, text, asked } = fieldTexts(passage);
    const fields = { heading: numberAll(heading), text: numberAll(text), asked: numberAll(asked) };
    return { fields, embedded: numberAll(embeddedTexts(passage)) };
  });
  return { texts: [...numbers.keys()], passages };
}
