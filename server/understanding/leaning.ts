import { termName, type Snapshot } from "../../ingest/index.js";
import type { RememberedTurn } from "./conversation.js";
import { carriedFrom, isBare, isFollowUp, ownWordsOf, redirects, topicAfter, type OwnWords, type SubjectWords } from "./follow-up.js";
import type { Named } from "./named.js";
import type { RegionalNames } from "./names.js";
import type { CarriedWords, Topic } from "./understanding.js";

/** How a turn leans on the ones before it: what it says of its own, and what it takes over. */
export interface Leaning {
  own: OwnWords;
  leans: boolean;
  /** It names a place, a document or a year and nothing else: the question before is asked again. */
  bare: boolean;
  /** 不是这份，我说的是另一份. */
  redirects: boolean;
  carried: CarriedWords[];
  topic: Topic;
}

/** A word in more than this share of the passages does not tell them apart. */
const TELLING_SHARE = 0.15;
/** A word this long is a thing of its own, though no term of the lexicon: 轨道交通. */
const LONG_WORD = 3;
const NOTHING_OWN: OwnWords = { subject: [], matter: [], rest: "", replaces: false };
const YEAR = /(到|至|在)?(19|20)\d\d年(底|末)?/g;

/** Tells how a turn leans on its conversation. */
export class LeaningFinder {
  private readonly stopwords: ReadonlySet<string>;
  /** Terms of the field: those of the lexicon and the words of headings. */
  private readonly terms: ReadonlySet<string>;
  private readonly subjects: SubjectWords;

  constructor(
    private readonly snapshot: Snapshot,
    private readonly names: RegionalNames,
  ) {
    const { lexicon, tokenizer, documents } = snapshot;
    const headings = [...documents.values()].flatMap(({ provisions }) => provisions.flatMap(({ heading }) => heading ?? []));
    this.stopwords = new Set(lexicon.stopwords);
    this.terms = new Set([...lexicon.terms, ...headings.flatMap((heading) => tokenizer.words(heading))]);
    this.subjects = { words: (text) => tokenizer.words(text), isTelling: (word) => this.isTelling(word) };
  }

  find(question: string, named: Named, before: RememberedTurn | undefined): Leaning {
    const own = ownWordsOf(question, named.said, this.subjects);
    const again = before !== undefined && redirects(question);
    const leans = before !== undefined && (again || isFollowUp(question, own, named.places.length + named.documents.length > 0));
    const bare = leans && (again || isBare(own, this.subjects.words, this.stopwords));
    const spokenOf = leans ? topicFor(named, before.topic) : null;
    return {
      own: again ? NOTHING_OWN : own,
      leans,
      bare,
      redirects: again,
      carried: spokenOf && named.references.length === 0 ? carriedFrom(spokenOf, own, bare) : [],
      topic: topicAfter(own, spokenOf, bare),
    };
  }

  private isTelling(word: string): boolean {
    if (this.names.has(word)) return true;
    if (this.stopwords.has(word) || !(this.terms.has(word) || word.length >= LONG_WORD)) return false;
    const { lexical, passages } = this.snapshot;
    return lexical.documentFrequency(termName.word(word)) <= passages.length * TELLING_SHARE;
  }
}

/** 那2025年呢: a year that is named replaces the one that was asked about. */
function topicFor({ years }: Named, topic: Topic): Topic {
  return years.length === 0 ? topic : { ...topic, asked: topic.asked.replace(YEAR, " ").trim() };
}
