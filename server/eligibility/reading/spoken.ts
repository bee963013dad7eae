import type { RuleSet, SpokenFact } from "../../../ingest/index.js";
import type { Clause } from "./clauses.js";
import { hadCue, isUnsure, judgedCue, type Cue } from "./cues.js";

/** What a clause says of a fact. */
export interface SpokenClaim {
  fact: string;
  cue: Cue;
  /** True where words said it that deny it by themselves (没登记). */
  outright: boolean;
  /** The clause that said it. */
  said: string;
}

interface Named {
  fact: SpokenFact;
  clause: Clause;
  /** True where a word names it that denies it by itself. */
  lacking: boolean;
}

/** 其余的, 别的: what stands after them is not about what was named before. */
const THE_REST = /其他|其它|其余|别的|剩下|另外/;

/**
 * What is said of the facts that a person tells by the way (综合实力, 绿色工厂, 法人): every clause that names some, and how
 * it speaks of them. What is named and not spoken of waits for the next clause (数字化, 一点没搞); a clause that names nothing
 * and says that it is not known takes away what the one before it said.
 */
export function spokenClaims(clauses: readonly Clause[], rules: RuleSet): SpokenClaim[] {
  const reader = new SpokenReader(rules.facts.filter((fact): fact is SpokenFact => fact.type === "yes_no" || fact.type === "self_assessment"));
  clauses.forEach((clause, i) => {
    if (clause.sentence !== clauses[i - 1]?.sentence) reader.endSentence();
    reader.read(clause);
  });
  reader.endSentence();
  return reader.claims;
}

class SpokenReader {
  readonly claims: SpokenClaim[] = [];
  private readonly namer: Namer;
  /** Named in the clauses just before, and nothing said of it yet. */
  private waiting: Named[] = [];
  /** What the clause before said. */
  private last: SpokenClaim[] = [];

  constructor(facts: readonly SpokenFact[]) {
    this.namer = new Namer(facts);
  }

  read(clause: Clause): void {
    const { named, rest } = this.namer.find(clause);
    const spoken = { text: rest, asks: clause.asks };
    if (named.length === 0) return this.readOn(spoken);
    const all = [...this.waiting, ...named];
    const cues = all.map((one, i) => {
      const cue = this.cueFor(one, spoken, i < this.waiting.length);
      // What is said of the things that this clause names does not doubt the one that waits.
      return i < this.waiting.length && cue === "unsure" && !(clause.asks || isUnsure(rest)) ? null : cue;
    });
    this.last = all.flatMap((one, i) => (cues[i] === null ? [] : [this.claimOf(one, cues[i]!)]));
    this.waiting = all.filter((_, i) => cues[i] === null);
    this.claims.push(...this.last);
  }

  /** Naming is having, for those things of which that is so. */
  endSentence(): void {
    this.claims.push(...this.waiting.filter(({ fact }) => fact.mention).map((one) => this.claimOf(one, "affirmed")));
    this.waiting = [];
    this.last = [];
  }

  private readOn(spoken: { text: string; asks: boolean }): void {
    const doubts = (spoken.asks || isUnsure(spoken.text)) && !THE_REST.test(spoken.text);
    if (this.waiting.length === 0 && doubts) for (const claim of this.last) claim.cue = "unsure";
    const cues = this.waiting.map((one) => this.cueFor(one, spoken, true));
    const told = this.waiting.flatMap((one, i) => (cues[i] === null ? [] : [this.claimOf(one, cues[i]!)]));
    // What the next clause does not speak of, it does not wait for any longer.
    const settled = this.waiting.filter(({ fact }, i) => cues[i] === null && fact.mention).map((one) => this.claimOf(one, "affirmed"));
    this.waiting = [];
    this.last = told;
    this.claims.push(...told, ...settled);
  }

  private cueFor({ fact, lacking, clause }: Named, spoken: { text: string; asks: boolean }, carried: boolean): Cue | null {
    if (lacking) return clause.asks || isUnsure(clause.text) ? "unsure" : "denied";
    const cue = (fact.type === "self_assessment" ? judgedCue : hadCue)({ ...spoken, carried });
    // What was named is had already: the next clause can only take it away, and must say so.
    const takesAway = cue === "denied" || (cue === "unsure" && (spoken.asks || isUnsure(spoken.text)));
    return carried && fact.mention && !takesAway ? null : cue;
  }

  private claimOf({ fact, clause, lacking }: Named, cue: Cue): SpokenClaim {
    return { fact: fact.id, cue, outright: lacking, said: clause.text };
  }
}

/** Finds the facts that a clause names, longest words first. */
class Namer {
  private readonly words: { word: string; fact: SpokenFact; lacking: boolean }[];

  constructor(facts: readonly SpokenFact[]) {
    this.words = facts
      .flatMap((fact) => [...fact.words.map((word) => ({ word, fact, lacking: false })), ...fact.lacking.map((word) => ({ word, fact, lacking: true }))])
      .sort((a, b) => b.word.length - a.word.length);
  }

  /** `rest` is the clause without the words that name facts. A word may name several facts. */
  find(clause: Clause): { named: Named[]; rest: string } {
    let rest = clause.text;
    const named: Named[] = [];
    for (const { word, fact, lacking } of this.words) {
      if (!clause.text.includes(word) || !(rest.includes(word) || this.sharesWord(word, fact, named))) continue;
      rest = rest.replaceAll(word, "X");
      if (!named.some((one) => one.fact === fact && one.lacking === lacking)) named.push({ fact, clause, lacking });
    }
    return { named, rest };
  }

  /** 独立法人 names a legal person and a third party: the word that one took away is there for the other too. */
  private sharesWord(word: string, fact: SpokenFact, named: readonly Named[]): boolean {
    return named.some((one) => one.fact !== fact && [...one.fact.words, ...one.fact.lacking].includes(word));
  }
}
