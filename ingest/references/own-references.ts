import type { DocumentMeta, ForeignMention, OwnReference, Provision, ProvisionKind, ReferencePart, UnresolvedReference } from "../model.js";
import { completeReference, isComplete, type Reference } from "../segment/references.js";
import { MentionReader, type Mention, type Relative } from "./mentions.js";
import { ProvisionFinder, type Scope } from "./provision-finder.js";
import { amendedTitle, isAmendment, namesOf, plainTitle } from "./titles.js";

/** What one document's text refers to, as far as the document alone tells. */
export interface DocumentReferences {
  /** Provisions of its own. */
  own: OwnReference[];
  /** Other documents, to be looked up once all are known. */
  foreign: ForeignMention[];
  unresolved: UnresolvedReference[];
}

/** Leaves without sentences: nothing refers from them. */
const SILENT: ReadonlySet<ProvisionKind> = new Set(["header", "title", "edition", "docnum", "contents", "enclosures", "signature", "heading"]);

/** Reads every reference of a document and resolves those to itself: 前款, 本条第二款, 本章, 第十条至第十二条, 本办法第五条. */
export function readReferences(meta: Pick<DocumentMeta, "id" | "title" | "shortTitles">, text: string, provisions: readonly Provision[]): DocumentReferences {
  const reading = new Reading(meta, text, provisions);
  provisions.forEach((leaf, at) => {
    if (leaf.children.length === 0) reading.readLeaf(leaf, at);
  });
  return reading.found;
}

/** One pass over a document's leaves. */
class Reading {
  readonly found: DocumentReferences = { own: [], foreign: [], unresolved: [] };
  private readonly resolver: OwnResolver;
  private readonly mentions: MentionReader;
  private readonly lines: LineCount;
  private readonly ownNames: ReadonlySet<string>;
  /** In an amendment: the text that it amends where it stands. */
  private amended: string | null;
  private readonly isAmendment: boolean;
  /** The last reference that was complete, and the article that it stands in: 违反第三款 counts from it. */
  private outer: { reference: Reference; title: OtherTitle | null; article: number } | null = null;

  constructor(
    private readonly meta: Pick<DocumentMeta, "id" | "title" | "shortTitles">,
    private readonly text: string,
    private readonly provisions: readonly Provision[],
  ) {
    this.resolver = new OwnResolver(provisions);
    this.mentions = new MentionReader(text, new Map());
    this.lines = new LineCount(text);
    this.ownNames = new Set(namesOf(meta));
    this.isAmendment = isAmendment(meta.title);
    this.amended = this.isAmendment ? amendedTitle(meta.title) : null;
  }

  readLeaf(leaf: Provision, at: number): void {
    if (this.isAmendment) this.noteAmended(leaf);
    if (SILENT.has(leaf.kind)) return;
    for (const mention of this.mentions.read(leaf.start, leaf.end, isNumbered(leaf, this.provisions))) this.take(mention, leaf, at);
  }

  /** 一、修改《X》: what follows speaks of X. */
  private noteAmended({ start, end }: Provision): void {
    if (end - start < LONGEST_HEADING) this.amended = amendedTitle(this.text.slice(start, end)) ?? this.amended;
  }

  private take(mention: Mention, leaf: Provision, at: number): void {
    const said = { start: mention.start, end: mention.end, from: leaf.eId };
    const speaksOfAmended = this.isAmendment && this.resolver.isMain(at) && !OF_AMENDMENT.test(this.text.slice(mention.start, mention.start + 4));
    if (speaksOfAmended && mention.relative) return;
    const title = this.otherTitle(mention, speaksOfAmended);
    const { reference } = mention;
    if (title) {
      this.addForeign(said, title, reference);
    } else {
      const eIds = this.resolver.resolve(mention, at);
      if (eIds === null) return;
      if (eIds.length > 0) this.found.own.push({ ...said, eIds });
      else this.addFromOuter(said, mention, at);
    }
    if (reference && isComplete(reference)) this.outer = { reference, title, article: this.resolver.articleOf(at) };
  }

  private addForeign(said: Place, title: OtherTitle, reference: Reference | null): void {
    const { parts, last } = reference ?? { parts: [], last: null };
    const words = this.text.slice(said.start, said.end);
    this.found.foreign.push({ ...said, ...title, parts, last, line: this.lines.at(said.start), said: words.startsWith("《") ? words : `《${title.title}》${words}` });
  }

  /** 违反第三款 in an article that has none: of the article that it spoke of before. */
  private addFromOuter(said: Place, { reference, relative }: Mention, at: number): void {
    const { outer } = this;
    if (reference && !relative && outer && !isComplete(reference) && outer.article === this.resolver.articleOf(at)) {
      const whole = completeReference(reference, outer.reference);
      if (outer.title) return this.addForeign(said, outer.title, whole);
      const eIds = this.resolver.resolveComplete(whole, at);
      if (eIds.length > 0) {
        this.found.own.push({ ...said, eIds });
        return;
      }
    }
    this.found.unresolved.push({ documentId: this.meta.id, line: this.lines.at(said.start), text: this.text.slice(said.start, said.end), reason: "no_such_provision" });
  }

  /** The other text that a mention names; null where it is this one. */
  private otherTitle({ title, relative, reference }: Mention, speaksOfAmended: boolean): OtherTitle | null {
    if (relative) return null;
    if (title === null || title === "this") {
      return speaksOfAmended && this.amended !== null && reference && isComplete(reference) ? { title: this.amended, bare: false } : null;
    }
    const plain = plainTitle(title.name);
    const isOwn = title.bare ? [...this.ownNames].some((name) => plain.endsWith(name)) : this.ownNames.has(plain);
    return isOwn ? null : { title: title.name, bare: title.bare };
  }
}

type OtherTitle = Pick<ForeignMention, "title" | "bare">;
type Place = Pick<OwnReference, "start" | "end" | "from">;

const LONGEST_HEADING = 120;
/** 本决定第一条 is of the amendment itself. */
const OF_AMENDMENT = /^本(决定|修正案)/;

/** Whether the leaf begins with its own or its parent's number. */
function isNumbered({ ordinal, parent, start }: Provision, provisions: readonly Provision[]): boolean {
  return ordinal !== null || (parent !== null && provisions[parent]!.start === start);
}

const DIVISIONS: readonly ProvisionKind[] = ["section", "chapter", "subpart", "part"];

/** Finds the provisions of the document that its mentions name. */
class OwnResolver {
  private made: ProvisionFinder | null = null;
  /** Indexes of the attachments, and of the articles, ascending. */
  private readonly attachments: number[] = [];
  private readonly articles: number[] = [];
  private readonly places: Int32Array;

  constructor(private readonly provisions: readonly Provision[]) {
    this.places = new Int32Array(provisions.length);
    provisions.forEach(({ kind }, i) => {
      if (kind === "attachment") this.attachments.push(i);
      if (kind === "article") this.places[i] = this.articles.push(i) - 1;
    });
  }

  /** Made when it is first asked: few documents of plain text refer to anything. */
  private get finder(): ProvisionFinder {
    return (this.made ??= new ProvisionFinder(this.provisions));
  }

  /** Whether a provision stands in the document's own text, not in an attachment. */
  isMain(at: number): boolean {
    return this.attachments.length === 0 || at < this.attachments[0]!;
  }

  /** Index of the article that a provision stands in, or -1. */
  articleOf(at: number): number {
    return this.finder.enclosing(at, ["article"]);
  }

  /** eIds in order; none where what is named is not there; null where the mention names nothing that can be told. */
  resolve({ relative, reference }: Mention, at: number): string[] | null {
    if (relative) return this.eIdsOf(this.relativeTo(relative, reference, at));
    if (!reference) return null;
    const article = this.articleOf(at);
    if (!isComplete(reference)) return article < 0 ? null : this.eIdsOf(this.inArticle(reference, at, article));
    return this.resolveComplete(reference, at);
  }

  /** The same for a reference that names its article or part. */
  resolveComplete(reference: Reference, at: number): string[] {
    for (const scope of this.scopesAround(at, reference.parts[0]!.element)) {
      const found = this.resolveIn(reference, scope);
      if (found.length > 0) return this.eIdsOf(found);
    }
    return [];
  }

  private eIdsOf(found: readonly Provision[]): string[] {
    return found.map(({ eId }) => eId);
  }

  /** 第二款 of the article; 第（三）项 of the 款 that it is said in, or else of the article. */
  private inArticle(reference: Reference, at: number, article: number): Provision[] {
    const whole = this.finder.within(article);
    if (reference.parts[0]!.element !== "para") {
      const inParagraph = this.finder.walk([paragraph(this.finder.paragraphNumber(at, article))], whole);
      const found = inParagraph ? this.resolveIn(reference, inParagraph) : [];
      if (found.length > 0) return found;
    }
    return this.resolveIn(reference, whole);
  }

  private resolveIn(reference: Reference, scope: Scope): Provision[] {
    return this.finder.resolve(reference, scope, MOST_NAMED);
  }

  /** Where a number is looked for: a section in the chapter first, anything in the same text first, then everywhere. */
  private scopesAround(at: number, element: string): Scope[] {
    const scopes: Scope[] = [];
    if (element === "sect" || element === "chp") {
      for (let above: number | null = this.provisions[at]!.parent; above !== null; above = this.provisions[above]!.parent) {
        if (DIVISIONS.includes(this.provisions[above]!.kind)) scopes.push(this.finder.within(above));
      }
    }
    const attachment = this.finder.enclosing(at, ["attachment"]);
    const everything = this.finder.everything();
    scopes.push(attachment < 0 ? { ...everything, to: this.attachments[0] ?? everything.to } : this.finder.within(attachment), everything);
    return scopes;
  }

  private relativeTo({ side, unit, count }: Relative, reference: Mention["reference"], at: number): Provision[] {
    if ("章节编".includes(unit)) return this.division(unit, at);
    const article = this.articleOf(at);
    if (article < 0) return [];
    const bases = this.bases(side, unit, count, at, article);
    return reference ? bases.flatMap((scope) => this.resolveIn(reference, scope)) : bases.map((scope) => this.provisions[scope.at]!);
  }

  private division(unit: string, at: number): Provision[] {
    const kinds: Record<string, readonly ProvisionKind[]> = { 章: ["chapter", "supplement"], 节: ["section"], 编: ["subpart", "part"] };
    const found = this.finder.enclosing(at, kinds[unit]!);
    return found < 0 ? [] : [this.provisions[found]!];
  }

  private bases(side: Relative["side"], unit: string, count: number, at: number, article: number): Scope[] {
    if (unit === "条") return side === "this" ? [this.finder.within(article)] : this.articlesBefore(article, count);
    if (unit === "项") return this.itemsBefore(side === "this" ? 0 : count, at);
    const number = this.finder.paragraphNumber(at, article);
    const numbers = side === "this" ? [number] : Array.from({ length: count }, (_, i) => number - count + i);
    return numbers.flatMap((ordinal) => (ordinal < 1 ? [] : (this.finder.walk([paragraph(ordinal)], this.finder.within(article)) ?? [])));
  }

  private articlesBefore(article: number, count: number): Scope[] {
    const place = this.places[article]!;
    return this.articles.slice(Math.max(0, place - count), place).map((at) => this.finder.within(at));
  }

  private itemsBefore(count: number, at: number): Scope[] {
    const item = this.finder.enclosing(at, ITEMS);
    if (item < 0) return [];
    if (count === 0) return [this.finder.within(item)];
    return this.finder.siblingsBefore(item, count).map((sibling) => this.finder.within(sibling));
  }
}

function paragraph(ordinal: number): ReferencePart {
  return { element: "para", ordinal, insertion: null };
}

/** Of a range so many provisions are linked; it is read on from the last. */
const MOST_NAMED = 50;
const ITEMS: readonly ProvisionKind[] = ["item", "subsec", "point", "subpoint"];

/** Tells the line of offsets that only grow. */
class LineCount {
  private line = 0;
  /** Where the line after this one begins. */
  private next = 0;

  constructor(private readonly text: string) {}

  at(offset: number): number {
    while (this.next <= offset) {
      this.line++;
      const end = this.text.indexOf("\n", this.next);
      this.next = end < 0 ? Infinity : end + 1;
    }
    return this.line;
  }
}
