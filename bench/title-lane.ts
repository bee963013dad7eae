import { findReferences, foldText, type Reference } from "../ingest/index.js";

const STATE_PREFIX = "中华人民共和国";

/**
 * Exact references where every passage is one article titled by its law and number (X法第N条), as in law datasets.
 * In the product the same question goes through the documents' trees (server/retrieval/exact-lane.ts).
 */
export class TitleLane {
  /** Law name, in full and without the state's name -> article -> passages. */
  private readonly laws = new Map<string, Map<string, number[]>>();
  private readonly longest: number;

  constructor(titles: readonly string[]) {
    titles.forEach((title, passage) => this.add(foldTitle(title), passage));
    this.longest = Math.max(0, ...[...this.laws.keys()].map((name) => name.length));
  }

  /** Passages that the question names by law and article; empty when it names none. */
  find(question: string): number[] {
    const folded = foldTitle(question);
    return findReferences(folded).flatMap((reference) => {
      const law = this.lawBefore(folded, reference.start);
      return law === undefined ? [] : articleKeys(reference).flatMap((key) => this.laws.get(law)!.get(key) ?? []);
    });
  }

  private add(title: string, passage: number): void {
    const references = findReferences(title);
    const reference = references[references.length - 1];
    if (!reference) return;
    const name = title.slice(0, reference.start).trim();
    for (const alias of new Set([name, name.replace(STATE_PREFIX, "")])) {
      const articles = this.laws.get(alias) ?? new Map<string, number[]>();
      this.laws.set(alias, articles);
      for (const key of articleKeys(reference)) articles.set(key, [...(articles.get(key) ?? []), passage]);
    }
  }

  /** The longest law name that ends where the reference begins (的 and spaces may stand between). */
  private lawBefore(text: string, referenceStart: number): string | undefined {
    const end = text.slice(0, referenceStart).replace(/[\s的]+$/, "").length;
    for (let start = Math.max(0, end - this.longest); start < end; start++) {
      const name = text.slice(start, end);
      if (this.laws.has(name)) return name;
    }
    return undefined;
  }
}

/** The article that a reference names, or each of a range. */
function articleKeys({ parts, last }: Reference): string[] {
  const article = parts.find((part) => part.element === "art");
  if (!article) return [];
  const to = last ?? article.ordinal;
  return Array.from({ length: Math.min(100, to - article.ordinal + 1) }, (_, i) => `${article.ordinal + i}_${article.insertion ?? 0}`);
}

/** Titles stand in 《》 or without, also inside other titles. */
function foldTitle(title: string): string {
  return foldText(title).replace(/[《》]/g, "");
}
