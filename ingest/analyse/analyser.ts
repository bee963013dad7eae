import type { CorpusEntry } from "../corpus/corpus.js";
import type { CodedPassages } from "../embed/running-text.js";
import { isPassage, type AuditFinding, type SourceFailure, type UnresolvedReference } from "../model.js";
import type { DocumentMentions } from "../references/collection-references.js";
import type { Field } from "../search-index/bm25.js";
import { GrowingArray } from "../search-index/growing-array.js";
import { PassageCounter, type CountedPassages } from "../search-index/passage-counter.js";
import { embeddedTexts, fieldTexts } from "../search-index/passage-terms.js";
import { loadJieba, wordNeighbours } from "../segment/jieba.js";
import { Tokenizer } from "../segment/tokenizer.js";
import { summarise, type DocumentSummary } from "../report.js";
import { Stopwatch } from "../stopwatch.js";
import { readable, readDocument, type StructuredDocument } from "./read-document.js";
import { TextCoder, type CodedWords } from "./text-coder.js";

/** What an analyser must know, whichever thread it runs in. */
export interface AnalyserSettings {
  /** Policy terms of the lexicon. */
  terms: readonly string[];
  /** Whether the words of the passages are wanted, to train vectors on. */
  words: boolean;
}

/** Documents ready for the snapshot: only numbers, bytes and short strings, so that a thread can hand them to another. */
export interface AnalysedDocuments {
  summaries: DocumentSummary[];
  findings: AuditFinding[];
  /** What each document says of others, and references that lead nowhere. */
  mentions: DocumentMentions[];
  unresolved: UnresolvedReference[];
  /** Documents that are left out. */
  failures: SourceFailure[];
  /** The documents as the snapshot stores them: a line of JSON each, UTF-8. */
  records: Uint8Array<ArrayBuffer>;
  counted: CountedPassages;
  /** Names of the terms that the analyser's dictionary numbered for these documents. */
  newTerms: string[];
  /** Empty where no words are wanted. */
  words: CodedPassages;
  /** Milliseconds by stage. */
  timings: Record<string, number>;
}

/** Texts of a passage, as numbers of the document's different texts; neighbours under one heading share its list. */
interface PassageTexts {
  fields: Record<Field, number[]>;
  embedded: number[];
}

/** From entries of the corpus to what the snapshot takes of them; one document at a time is in memory as a whole. */
export class Analyser {
  private readonly coder: TextCoder;
  private readonly counter = new PassageCounter();
  private readonly words = new GrowingArray();
  private readonly wordEnds = new GrowingArray();

  /** Loads the segmenter: about a second. @throws CorpusError for a term that cannot be a word */
  constructor(private readonly settings: AnalyserSettings) {
    this.coder = new TextCoder(new Tokenizer(loadJieba(settings.terms)), wordNeighbours(settings.terms), settings.words);
  }

  /** @throws CorpusError */
  analyse(entries: readonly CorpusEntry[]): AnalysedDocuments {
    const watch = new Stopwatch();
    const summaries: DocumentSummary[] = [];
    const findings: AuditFinding[] = [];
    const mentions: DocumentMentions[] = [];
    const unresolved: UnresolvedReference[] = [];
    const failures: SourceFailure[] = [];
    const records: string[] = [];
    for (const entry of entries) {
      const structured = readable(() => readDocument(entry, watch), entry.meta.source.file, failures);
      if (structured === null) continue;
      const { document, askedAs } = structured;
      const told = watch.time("核对序号", () => summarise(document, askedAs, structured.findings));
      // Copies: a slice would hold the whole text of its document.
      const { summary, findings: found, foreign, unresolved: lost } = JSON.parse(JSON.stringify({ summary: told, ...toldOf(structured) })) as ReturnType<typeof toldOf> & { summary: DocumentSummary };
      summaries.push(summary);
      findings.push(...found);
      unresolved.push(...lost);
      if (foreign.length > 0) mentions.push({ documentId: document.meta.id, mentions: foreign });
      watch.time("写成记录", () => records.push(JSON.stringify({ document, askedAs }), "\n"));
      const { texts, passages } = watch.time("切分段落", () => textsOf(structured, this.settings.words));
      const coded = watch.time("分词", () => this.coder.code(texts));
      watch.time("统计词项", () => this.count(passages, coded));
    }
    return {
      summaries,
      findings,
      mentions,
      unresolved,
      failures,
      records: watch.time("写成记录", () => new TextEncoder().encode(records.join(""))),
      counted: watch.time("统计词项", () => this.counter.take()),
      newTerms: this.coder.dictionary.takeNewNames(),
      words: { words: this.words.take(), ends: this.wordEnds.take() },
      timings: watch.timings,
    };
  }

  private count(passages: readonly PassageTexts[], coded: readonly CodedWords[]): void {
    const codedOf = (texts: readonly number[]): CodedWords[] => texts.map((text) => coded[text]!);
    let above: readonly number[] | null = null;
    let heading: readonly CodedWords[] = [];
    for (const { fields, embedded } of passages) {
      // The counter counts a heading once as long as it is the same list.
      if (fields.heading !== above) heading = codedOf((above = fields.heading));
      this.counter.add({ heading, text: codedOf(fields.text), asked: codedOf(fields.asked) });
      if (this.settings.words) this.addWords(codedOf(embedded));
    }
  }

  private addWords(texts: readonly CodedWords[]): void {
    for (const { plain } of texts) for (const word of plain) this.words.push(word);
    for (const { runs } of texts) for (const run of runs) this.words.push(run);
    this.wordEnds.push(this.words.length);
  }
}

function toldOf({ findings, foreign, unresolved }: StructuredDocument): Pick<StructuredDocument, "findings" | "foreign" | "unresolved"> {
  return { findings, foreign, unresolved };
}

/** Every different text of the document once: what stands above its passages is the same for many. */
function textsOf({ document, askedAs }: StructuredDocument, words: boolean): { texts: string[]; passages: PassageTexts[] } {
  const numbers = new Map<string, number>();
  const numberAll = (texts: readonly string[]): number[] =>
    texts.map((text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    });
  let above: number[] = [];
  const passages = document.provisions.filter(isPassage).map((provision) => {
    const passage = { document, provision, askedAs: askedAs[provision.eId] ?? [] };
    const { heading, text, asked } = fieldTexts(passage);
    const numbers = numberAll(heading);
    if (numbers.length !== above.length || numbers.some((number, i) => number !== above[i])) above = numbers;
    const fields = { heading: above, text: numberAll(text), asked: numberAll(asked) };
    return { fields, embedded: words ? numberAll(embeddedTexts(passage)) : [] };
  });
  return { texts: [...numbers.keys()], passages };
}
