import type { Snapshot } from "../../ingest/index.js";
import { backgroundOf, withoutPersonal } from "./background.js";
import type { RememberedTurn, Scope } from "./conversation.js";
import { foldQuestion } from "./fold.js";
import { meansTheEarlier } from "./follow-up.js";
import { conductOf, intentOf, signalsOf, wantsOf } from "./intent.js";
import { LeaningFinder, type Leaning } from "./leaning.js";
import { NamedFinder, type Named } from "./named.js";
import { scopeAsked } from "./scope-asked.js";
import { correct, TypoFinder } from "./typos.js";
import type { Signal, Understanding } from "./understanding.js";

export type { RememberedTurn, Scope };

const CONTEXT_TURNS = 2;

/** The turn whose topic a question takes up: the last one, or 前一个 the one before it where that spoke of another thing. */
function spokenOfBy(question: string, history: readonly RememberedTurn[]): RememberedTurn | undefined {
  const last = history[history.length - 1];
  if (!meansTheEarlier(question)) return last;
  return history.slice(0, -1).reverse().find(({ topic }) => topic.subject.join() !== last?.topic.subject.join()) ?? last;
}

/** Question (+ conversation) -> what is asked, of which place and document, and in which kind of answer. */
export class Understander {
  private readonly typos: TypoFinder;
  private readonly named: NamedFinder;
  private readonly leaning: LeaningFinder;

  constructor(private readonly snapshot: Snapshot) {
    this.typos = new TypoFinder(snapshot);
    this.named = new NamedFinder(snapshot);
    this.leaning = new LeaningFinder(snapshot, this.named.names);
  }

  /** A region as the caller writes it (贵州省), by the name that documents are filed under (贵州). */
  regionNamed(region: string | undefined): string | undefined {
    return region === undefined ? undefined : this.named.regionNamed(region);
  }

  understand(asked: string, history: readonly RememberedTurn[], caller: Scope): Understanding {
    const scope = { ...caller, region: this.regionNamed(caller.region) };
    const before = history[history.length - 1];
    const question = withoutPersonal(foldQuestion(asked));
    const corrections = this.typos.find(question);
    const read = correct(question, corrections);
    const named = this.named.find(read, history, scope.region);
    const turn = this.leaning.find(read, named, spokenOfBy(read, history));
    const signals = this.signals(read, named, turn, before);
    const intent = intentOf(signals);
    return {
      question,
      whole: wholeQuestion(read, named, turn),
      corrections,
      context: turn.leans ? history.slice(-CONTEXT_TURNS).reverse().map((earlier) => earlier.question) : [],
      carried: turn.carried,
      topic: turn.topic,
      background: backgroundOf(read, intent),
      conduct: conductOf(signals, named.documents.length > 0 || named.references.length > 0),
      intent,
      wants: wantsOf(signals),
      signals,
      places: named.places,
      placesWithin: named.within,
      impliedBy: named.implied,
      excludedRegions: named.excluded,
      ...scopeAsked({ question: read, named, intent, turn, before, caller: scope }, this.snapshot.documents),
      references: before && turn.redirects && named.references.length === 0 ? before.references : named.references,
      years: before && turn.bare && named.years.length === 0 ? before.years : named.years,
      quantities: named.quantities,
      foreignDocuments: named.foreign,
    };
  }

  /** A bare turn asks for what the turn before asked for. */
  private signals(read: string, { regions }: Named, { bare }: Leaning, before: RememberedTurn | undefined): Signal[] {
    const signals = signalsOf(read).filter(({ tells, said }) => tells !== "outcome" || !this.isWritten(said, regions));
    return before && bare && signals.length === 0 ? before.signals : signals;
  }

  /** 首批 where the documents themselves speak of a first batch: what they say of it is no later result. */
  private isWritten(said: string, regions: readonly string[]): boolean {
    const batch = BATCH.exec(said)?.[0];
    const texts = [...this.snapshot.documents.values()].filter(({ meta }) => regions.length === 0 || regions.includes(meta.region ?? ""));
    return batch !== undefined && texts.some(({ text }) => text.includes(batch));
  }
}

const BATCH = /首批|第[一二三四五六七八九]批/;

/** The question with what it leaves unsaid: the place or year it names, what it takes over, its own words. */
function wholeQuestion(read: string, named: Named, { carried, own }: Leaning): string {
  if (carried.length === 0) return read;
  const scope = [...named.places.map(({ name }) => name), ...named.years.map((year) => `${year}年`)];
  return [...scope, ...carried.map(({ text }) => text), own.rest].filter((part) => part !== "").join(" ");
}
