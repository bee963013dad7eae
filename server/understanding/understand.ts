import { isComplete, termName, type Snapshot } from "../../ingest/index.js";
import { backgroundOf } from "./background.js";
import { DocumentFinder, type DocumentMention } from "./documents.js";
import { affirmed, partPlaces } from "./exclusions.js";
import { carriedFrom, isBare, isFollowUp, meansTheOther, ownWordsOf, redirects, topicAfter, type OwnWords, type SubjectWords } from "./follow-up.js";
import { foldQuestion } from "./fold.js";
import { conductOf, intentOf, signalsOf, wantsOf } from "./intent.js";
import { RegionalNames } from "./names.js";
import { PlaceFinder } from "./places.js";
import { quantitiesIn, yearsOf } from "./quantities.js";
import { referencesIn } from "./references.js";
import { correct, TypoFinder } from "./typos.js";
import type { Intent, NamedReference, PlaceMention, Understanding } from "./understanding.js";

/** What a conversation remembers of its earlier turns, oldest first: what was understood of each. */
export type RememberedTurn = Pick<Understanding, "question" | "whole" | "topic" | "intent" | "wants" | "signals" | "years" | "regions" | "documentIds" | "references">;

/** What the caller fixes from outside: the channel's region, a document the reader has open. */
export interface Scope {
  region?: string;
  documentId?: string;
}

/** Places, documents and provisions that a question names itself. */
interface Named {
  places: PlaceMention[];
  excluded: string[];
  implied: Understanding["impliedBy"];
  regions: string[];
  documents: DocumentMention[];
  references: NamedReference[];
}

const CONTEXT_TURNS = 2;
/** A word in more than this share of the passages does not tell them apart. */
const TELLING_SHARE = 0.15;

/** A word this long is a thing of its own, though no term of the lexicon: 轨道交通. */
const LONG_WORD = 3;

/** Question (+ conversation) -> what is asked, of which place and document, and in which kind of answer. */
export class Understander {
  private readonly places: PlaceFinder;
  private readonly documents: DocumentFinder;
  private readonly names: RegionalNames;
  private readonly typos: TypoFinder;
  private readonly covered: ReadonlySet<string>;
  private readonly stopwords: ReadonlySet<string>;
  /** Terms of the field: those of the lexicon and the words of headings. */
  private readonly terms: ReadonlySet<string>;
  private readonly subjects: SubjectWords;

  constructor(private readonly snapshot: Snapshot) {
    const documents = [...snapshot.documents.values()];
    this.covered = new Set(documents.flatMap(({ meta }) => meta.region ?? []));
    this.places = new PlaceFinder(snapshot.lexicon.places, this.covered);
    this.documents = new DocumentFinder(documents);
    this.names = new RegionalNames(snapshot);
    this.typos = new TypoFinder(snapshot);
    this.stopwords = new Set(snapshot.lexicon.stopwords);
    this.terms = new Set([...snapshot.lexicon.terms, ...documents.flatMap(({ provisions }) => provisions.flatMap(({ heading }) => snapshot.tokenizer.words(heading ?? "")))]);
    this.subjects = { words: (text) => snapshot.tokenizer.words(text), isTelling: (word) => this.isTelling(word) };
  }

  /** A region as the caller writes it (贵州省), by the name that documents are filed under (贵州). */
  regionNamed(region: string | undefined): string | undefined {
    return region === undefined ? undefined : this.places.regionNamed(region);
  }

  understand(asked: string, history: readonly RememberedTurn[], caller: Scope): Understanding {
    const scope = { ...caller, region: this.regionNamed(caller.region) };
    const question = foldQuestion(asked);
    const corrections = this.typos.find(question);
    const read = correct(question, corrections);
    const named = this.namedIn(read, history, scope);
    const turn = this.leaningOf(read, named, history);
    const told = this.toldBy(read, named, turn, history);
    const { regions, documentIds } = this.scopeOf(read, named, told.intent, turn, history, scope);
    const quantities = quantitiesIn(read, named.references);
    const years = yearsOf(quantities);
    return {
      question,
      corrections,
      whole: turn.carried.length === 0 ? read : [...named.places.map(({ name }) => name), ...years, ...turn.carried.map(({ text }) => text), turn.own.rest].filter((part) => part !== "").join(" "),
      context: turn.leans ? history.slice(-CONTEXT_TURNS).reverse().map((earlier) => earlier.question) : [],
      carried: turn.carried,
      background: backgroundOf(read, told.intent),
      topic: turn.topic,
      conduct: conductOf(told.signals, named.documents.length > 0 || named.references.length > 0),
      ...told,
      places: named.places,
      placesWithin: this.places.within(read, named.places),
      impliedBy: named.implied,
      excludedRegions: named.excluded,
      regions,
      documentIds,
      references: named.references.length === 0 && turn.redirects ? (history[history.length - 1]?.references ?? []) : named.references,
      years: years.length === 0 && turn.bare ? (history[history.length - 1]?.years ?? []) : years,
      quantities,
      foreignDocuments: this.documents.foreign(read),
    };
  }

  private namedIn(read: string, history: readonly RememberedTurn[], scope: Scope): Named {
    const { asked, excluded } = partPlaces(read, this.placesAsked(read, scope));
    const regions = coveredRegions(asked);
    const implied = asked.length === 0 ? this.names.find(read) : [];
    const earlier = history.flatMap((turn) => turn.references).filter(isComplete).pop();
    const fromNames = [...new Set(implied.map(({ region }) => region))];
    return {
      places: asked,
      excluded: coveredRegions(excluded),
      implied,
      regions: regions.length > 0 || fromNames.length !== 1 ? regions : fromNames,
      documents: this.documents.find(affirmed(read), regions),
      references: referencesIn(read, earlier),
    };
  }

  /** Places of the question; a region set from outside that the collection lacks counts as named. */
  private placesAsked(question: string, { region }: Scope): PlaceMention[] {
    const places = this.places.find(question, this.snapshot.tokenizer.words(question));
    const lacking = region !== undefined && places.length === 0 && !this.covered.has(region);
    return lacking ? [{ name: region, region, covered: false }] : places;
  }

  /** How a turn leans on the conversation: what it says of its own, and what it takes over. */
  private leaningOf(read: string, named: Named, history: readonly RememberedTurn[]): Leaning {
    const before = history[history.length - 1];
    const quantities = quantitiesIn(read, named.references).filter(({ kind }) => kind === "year");
    const scopeTexts = [...named.places.map(({ name }) => name), ...named.references.map(({ said }) => said), ...this.documents.namesIn(read), ...quantities.map(({ said }) => said)];
    const own = ownWordsOf(read, scopeTexts, this.subjects);
    const again = before !== undefined && redirects(read);
    const leans = before !== undefined && (again || isFollowUp(read, own, named.places.length + named.documents.length > 0));
    const bare = leans && (again || isBare(own, this.subjects.words, this.stopwords));
    const spokenOf = leans ? before.topic : null;
    const kept = spokenOf && quantities.length > 0 ? { ...spokenOf, asked: spokenOf.asked.replace(YEAR, " ") } : spokenOf;
    return {
      own: again ? NOTHING_OWN : own,
      leans,
      bare,
      redirects: again,
      carried: kept && named.references.length === 0 ? carriedFrom(kept, own, bare) : [],
      topic: topicAfter(own, kept, bare),
    };
  }

  /** Intent and wanted values; a bare turn asks for what the turn before asked for. */
  private toldBy(read: string, { regions }: Named, { bare }: Leaning, history: readonly RememberedTurn[]): Pick<Understanding, "signals" | "intent" | "wants"> {
    const signals = signalsOf(read).filter((signal) => signal.tells !== "outcome" || !this.isWritten(signal.said, regions));
    const before = bare && signals.length === 0 ? history[history.length - 1] : undefined;
    return before ? { signals: before.signals, intent: before.intent, wants: before.wants } : { signals, intent: intentOf(signals), wants: wantsOf(signals) };
  }

  /** The regions and documents that the answer is asked for: named, else kept from the conversation, else the caller's. */
  private scopeOf(read: string, named: Named, intent: Intent, { leans, redirects: again }: Leaning, history: readonly RememberedTurn[], caller: Scope): { regions: string[]; documentIds: string[] } {
    const regions = regionsAsked(named.regions, intent, history);
    const before = history[history.length - 1];
    const kept = keptScope(before, caller, leans || (regions.length === 0 && named.documents.length === 0));
    const documentIds = documentsAsked(named.documents, regions, again && meansTheOther(read) && before ? this.othersThan(before) : kept.documentIds);
    const chosen = regions.length > 0 ? regions : documentIds.length > 0 ? this.regionsOf(documentIds) : kept.regions;
    return this.withoutExcluded({ regions: chosen, documentIds }, named.excluded);
  }

  /** 除了贵州: what is left of the scope, or the other regions where nothing is. */
  private withoutExcluded(scope: { regions: string[]; documentIds: string[] }, excluded: readonly string[]): { regions: string[]; documentIds: string[] } {
    if (excluded.length === 0) return scope;
    const documentIds = scope.documentIds.filter((id) => !excluded.includes(this.snapshot.documents.get(id)?.meta.region ?? ""));
    const regions = scope.regions.filter((region) => !excluded.includes(region));
    return { documentIds, regions: regions.length > 0 ? regions : [...this.covered].filter((region) => !excluded.includes(region)) };
  }

  /** Documents of the same regions that were not spoken of. */
  private othersThan({ documentIds, regions }: RememberedTurn): string[] {
    if (documentIds.length === 0) return [];
    return [...this.snapshot.documents.values()].map(({ meta }) => meta).filter(({ id, region }) => region !== null && regions.includes(region) && !documentIds.includes(id)).map(({ id }) => id);
  }

  private regionsOf(documentIds: readonly string[]): string[] {
    return [...new Set(documentIds.flatMap((id) => this.snapshot.documents.get(id)?.meta.region ?? []))];
  }

  /** 首批 where the documents themselves speak of a first batch: what they say of it is no later result. */
  private isWritten(said: string, regions: readonly string[]): boolean {
    const batch = BATCH.exec(said)?.[0];
    const texts = [...this.snapshot.documents.values()].filter(({ meta }) => regions.length === 0 || regions.includes(meta.region ?? ""));
    return batch !== undefined && texts.some(({ text }) => text.includes(batch));
  }

  private isTelling(word: string): boolean {
    const { lexical, passages } = this.snapshot;
    if (this.names.has(word)) return true;
    return (this.terms.has(word) || word.length >= LONG_WORD) && !this.stopwords.has(word) && lexical.documentFrequency(termName.word(word)) <= passages.length * TELLING_SHARE;
  }
}

/** How a turn leans on the ones before. */
interface Leaning {
  own: OwnWords;
  leans: boolean;
  /** It names a scope and nothing else. */
  bare: boolean;
  redirects: boolean;
  carried: Understanding["carried"];
  topic: Understanding["topic"];
}

const NOTHING_OWN: OwnWords = { subject: [], matter: [], rest: "", replaces: false };
const BATCH = /首批|第[一二三四五六七八九]批/;
const YEAR = /(到|至|在)?(19|20)\d\d年(底|末)?/g;

function coveredRegions(places: readonly PlaceMention[]): string[] {
  return [...new Set(places.filter((place) => place.covered).map((place) => place.region))];
}

/** 「江苏那份也这么写吗」 compares with the region that was spoken of before. */
function regionsAsked(named: string[], intent: Intent, history: readonly RememberedTurn[]): string[] {
  const before = history[history.length - 1]?.regions ?? [];
  return intent === "comparison" && named.length === 1 ? [...new Set([...named, ...before])] : named;
}

/** What an earlier turn or the caller leaves in force where the question itself names neither place nor document. */
function keptScope(last: RememberedTurn | undefined, scope: Scope, keeps: boolean): { regions: string[]; documentIds: string[] } {
  if (scope.documentId) return { regions: [], documentIds: [scope.documentId] };
  if (keeps && last && (last.regions.length > 0 || last.documentIds.length > 0)) return last;
  return { regions: scope.region ? [scope.region] : [], documentIds: [] };
}

/** Documents named for certain; else, where the question names no region either, those kept from before. */
function documentsAsked(mentions: readonly DocumentMention[], regions: readonly string[], kept: string[]): string[] {
  const certain = mentions.filter((mention) => mention.certain).map((mention) => mention.id);
  if (certain.length > 0) return certain;
  return regions.length > 0 ? [] : kept;
}
