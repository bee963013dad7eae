import { completeReference, findQuantities, findReferences, isComplete, type Reference, type Snapshot } from "../../ingest/index.js";
import { DocumentFinder, type DocumentMention } from "./documents.js";
import { foldQuestion } from "./fold.js";
import { isFollowUp } from "./follow-up.js";
import { conductOf, intentOf, wantsOf } from "./intent.js";
import { PlaceFinder } from "./places.js";
import type { Intent, PlaceMention, Understanding } from "./understanding.js";

/** What a conversation remembers of its earlier turns, oldest first. */
export interface RememberedTurn {
  question: string;
  regions: string[];
  documentIds: string[];
  references: Reference[];
}

/** What the caller fixes from outside: the channel's region, a document the reader has open. */
export interface Scope {
  region?: string;
  documentId?: string;
}

const CONTEXT_TURNS = 2;

/** Question (+ conversation) -> what is asked, of which place and document, and in which kind of answer. */
export class Understander {
  private readonly places: PlaceFinder;
  private readonly documents: DocumentFinder;
  private readonly covered: ReadonlySet<string>;

  constructor(private readonly snapshot: Snapshot) {
    const documents = [...snapshot.documents.values()];
    this.covered = new Set(documents.flatMap(({ meta }) => meta.region ?? []));
    this.places = new PlaceFinder(snapshot.lexicon.places, this.covered);
    this.documents = new DocumentFinder(documents);
  }

  /** A region as the caller writes it (贵州省), by the name that documents are filed under (贵州). */
  regionNamed(region: string | undefined): string | undefined {
    return region === undefined ? undefined : this.places.regionNamed(region);
  }

  understand(asked: string, history: readonly RememberedTurn[], caller: Scope): Understanding {
    const scope = { ...caller, region: this.regionNamed(caller.region) };
    const question = foldQuestion(asked);
    const places = this.placesAsked(question, scope);
    const intent = intentOf(question);
    const named = regionsAsked(coveredRegions(places), intent, history);
    const mentions = this.documents.find(question, named);
    const leansBack = history.length > 0 && isFollowUp(question);
    const kept = keptScope(history, scope, leansBack || (named.length === 0 && mentions.length === 0));
    const documentIds = documentsAsked(mentions, named, kept.documentIds);
    const references = referencesOf(question, history);
    return {
      question,
      context: leansBack ? history.slice(-CONTEXT_TURNS).reverse().map((turn) => turn.question) : [],
      conduct: conductOf(question, mentions.length > 0 || references.length > 0),
      intent,
      wants: wantsOf(question),
      places,
      regions: named.length > 0 ? named : documentIds.length > 0 ? this.regionsOf(documentIds) : kept.regions,
      documentIds,
      references,
      years: yearsIn(question),
      foreignDocuments: this.documents.foreign(question),
    };
  }

  /** Places of the question; a region set from outside that the collection lacks counts as named. */
  private placesAsked(question: string, { region }: Scope): PlaceMention[] {
    const places = this.places.find(question, this.snapshot.tokenizer.words(question));
    const lacking = region !== undefined && places.length === 0 && !this.covered.has(region);
    return lacking ? [{ name: region, region, covered: false }] : places;
  }

  private regionsOf(documentIds: readonly string[]): string[] {
    return [...new Set(documentIds.flatMap((id) => this.snapshot.documents.get(id)?.meta.region ?? []))];
  }
}

/** 第三项呢 after 第六条: a reference that says only the inner step takes the rest from the last turn that named one. */
function referencesOf(question: string, history: readonly RememberedTurn[]): Reference[] {
  const earlier = history.flatMap((turn) => turn.references).filter(isComplete).pop();
  return findReferences(question).map((reference) => (isComplete(reference) || !earlier ? reference : completeReference(reference, earlier)));
}

function yearsIn(question: string): string[] {
  return findQuantities(question).flatMap(({ kind, canonical }) => (kind === "year" ? canonical.slice(0, 4) : []));
}

function coveredRegions(places: readonly PlaceMention[]): string[] {
  return [...new Set(places.filter((place) => place.covered).map((place) => place.region))];
}

/** 「江苏那份也这么写吗」 compares with the region that was spoken of before. */
function regionsAsked(named: string[], intent: Intent, history: readonly RememberedTurn[]): string[] {
  const before = history[history.length - 1]?.regions ?? [];
  return intent === "comparison" && named.length === 1 ? [...new Set([...named, ...before])] : named;
}

/** What an earlier turn or the caller leaves in force where the question itself names neither place nor document. */
function keptScope(history: readonly RememberedTurn[], scope: Scope, keeps: boolean): { regions: string[]; documentIds: string[] } {
  if (scope.documentId) return { regions: [], documentIds: [scope.documentId] };
  const last = keeps ? history[history.length - 1] : undefined;
  if (last && (last.regions.length > 0 || last.documentIds.length > 0)) return last;
  return { regions: scope.region ? [scope.region] : [], documentIds: [] };
}

/** Documents named for certain; else, where the question names no region either, those kept from before. */
function documentsAsked(mentions: readonly DocumentMention[], regions: readonly string[], kept: string[]): string[] {
  const certain = mentions.filter((mention) => mention.certain).map((mention) => mention.id);
  if (certain.length > 0) return certain;
  return regions.length > 0 ? [] : kept;
}
