import { findDocNumbers, foldText, type PolicyDocument } from "../../ingest/index.js";

/** A document that a question names, and how sure that is. */
export interface DocumentMention {
  id: string;
  /** True for a title or number that means this document only; false for a common noun such as 意见 or 方案. */
  certain: boolean;
}

/** A name this long means the document wherever it stands. */
const CERTAIN_LENGTH = 6;
/** A name this long means the document where its region is the one asked about. */
const REGIONAL_LENGTH = 4;
/** Words around a common noun that make it a document: 这份意见, 办法里, 方案第……. */
const BEFORE_NOUN = /(这份|那份|这个|那个|这篇|那篇|有篇|该|哪份|管理|指导|实施|研究|[（(《])$/;
const AFTER_NOUN = /^(里|中|上|第|规定|说|写|讲|[（(《]|[一二三四五六七八九十])/;
/** Verbs that make a common noun mean something else: 提意见, 想办法. */
const OTHER_SENSE = /(提|有|收|反馈|征求|听取|想|没|什么|啥|制定|落实)$/;

/** Finds documents by title, short title and number. */
export class DocumentFinder {
  private readonly names: { name: string; id: string }[];
  private readonly numbers = new Map<string, string>();

  constructor(private readonly documents: readonly PolicyDocument[]) {
    this.names = documents
      .flatMap(({ meta }) => [meta.title, ...meta.shortTitles].map((name) => ({ name: foldName(name), id: meta.id })))
      .sort((a, b) => b.name.length - a.name.length);
    for (const { meta } of documents) {
      for (const { canonical } of findDocNumbers(foldText(meta.docNumber ?? ""))) this.numbers.set(canonical, meta.id);
    }
  }

  /** @param regions regions named in the question: they decide between documents of the same short title */
  find(question: string, regions: readonly string[]): DocumentMention[] {
    const folded = foldName(question);
    const byNumber = this.byNumber(folded);
    const byName = this.byName(folded, regions);
    const ids = [...new Set([...byNumber, ...byName.map((mention) => mention.id)])];
    return ids.map((id) => ({
      id,
      certain: byNumber.includes(id) || byName.some((mention) => mention.id === id && mention.certain),
    }));
  }

  /** Every name and number of a document as it stands in the question, the longest at each spot. */
  namesIn(question: string): string[] {
    let rest = question;
    const numbers = findDocNumbers(question).map(({ start, end }) => question.slice(start, end));
    const names = [...new Set(this.names.map(({ name }) => name))].filter((name) => {
      if (!rest.includes(name)) return false;
      rest = rest.replaceAll(name, "\n");
      return true;
    });
    return [...numbers, ...names];
  }

  /** Titles in 《》 and document numbers that belong to no document of the collection. */
  foreign(question: string): string[] {
    const folded = foldName(question);
    const titles = [...folded.matchAll(/《([^《》]{2,60})》/g)].map((match) => match[1]!);
    const known = (title: string): boolean => this.names.some(({ name }) => isSameTitle(name, title));
    const numbers = findDocNumbers(folded).filter(({ canonical }) => !this.numbers.has(canonical));
    return [...titles.filter((title) => !known(title)).map((title) => `《${title}》`), ...numbers.map(({ start, end }) => folded.slice(start, end))];
  }

  private byNumber(folded: string): string[] {
    const exact = findDocNumbers(folded).flatMap(({ canonical }) => this.numbers.get(canonical) ?? []);
    // 86号 or 86号文: a number alone, where only one document has it.
    const loose = [...folded.matchAll(/(\d{1,5})号/g)].flatMap(([, serial]) => {
      const ids = [...this.numbers].filter(([canonical]) => canonical.endsWith(`-${serial}`)).map(([, id]) => id);
      return ids.length === 1 && findDocNumbers(folded).length === 0 ? ids : [];
    });
    return [...exact, ...loose];
  }

  private byName(folded: string, regions: readonly string[]): DocumentMention[] {
    let rest = folded;
    const mentions: DocumentMention[] = [];
    for (const name of new Set(this.names.map((entry) => entry.name))) {
      const at = rest.indexOf(name);
      if (at < 0) continue;
      const ids = this.idsNamed(name, regions);
      if (ids.length === 0) continue;
      const certain = this.isCertain(name, ids, regions) || readsAsDocument(rest, at, name);
      rest = rest.slice(0, at) + "\n".repeat(name.length) + rest.slice(at + name.length);
      if (certain || ids.length === 1) mentions.push(...ids.map((id) => ({ id, certain })));
    }
    return mentions;
  }

  private isCertain(name: string, ids: readonly string[], regions: readonly string[]): boolean {
    if (name.length >= CERTAIN_LENGTH) return true;
    return name.length >= REGIONAL_LENGTH && ids.length === 1 && regions.includes(this.regionOf(ids[0]!) ?? "");
  }

  private regionOf(id: string): string | null {
    return this.documents.find((document) => document.meta.id === id)?.meta.region ?? null;
  }

  /** Where several documents share a short title, the region named decides. */
  private idsNamed(name: string, regions: readonly string[]): string[] {
    const ids = [...new Set(this.names.filter((entry) => entry.name === name).map((entry) => entry.id))];
    const inRegion = ids.filter((id) => regions.includes(this.regionOf(id) ?? ""));
    if (inRegion.length > 0 || regions.length === 0) return inRegion.length > 0 ? inRegion : ids;
    // A document of another region than the one named is not meant; one of no region may be.
    return ids.filter((id) => this.regionOf(id) === null);
  }
}

function readsAsDocument(text: string, at: number, name: string): boolean {
  const before = text.slice(Math.max(0, at - 4), at);
  if (OTHER_SENSE.test(before)) return false;
  return BEFORE_NOUN.test(before) || AFTER_NOUN.test(text.slice(at + name.length));
}

/** The same title, or one a long part of the other (with or without the province, 征求意见稿 or the years). */
function isSameTitle(name: string, title: string): boolean {
  if (name === title) return true;
  const [short, long] = name.length < title.length ? [name, title] : [title, name];
  return short.length >= CERTAIN_LENGTH && long.includes(short) && short.length / long.length > 0.5;
}

function foldName(name: string): string {
  return foldText(name).replace(/\s/g, "");
}
