import { foldText, type SynonymEntry } from "../../ingest/index.js";

/** A lay expression found in the question, with what documents say for it. */
export interface Rewording {
  said: string;
  means: string[];
  weight: number;
}

/** Finds the lexicon's lay expressions in a question: longest first, without overlap. */
export class SynonymFinder {
  private readonly entries = new Map<string, { means: string[]; weight: number }>();
  private readonly longest: number;

  constructor(synonyms: readonly SynonymEntry[]) {
    for (const { say, mean, weight } of synonyms) {
      for (const said of say) this.entries.set(foldText(said), { means: mean, weight });
    }
    this.longest = Math.max(0, ...[...this.entries.keys()].map((said) => said.length));
  }

  find(question: string): Rewording[] {
    const text = foldText(question);
    const found: Rewording[] = [];
    for (let at = 0; at < text.length; at++) {
      for (let length = Math.min(this.longest, text.length - at); length >= 2; length--) {
        const said = text.slice(at, at + length);
        const entry = this.entries.get(said);
        if (!entry) continue;
        found.push({ said, ...entry });
        at += length - 1;
        break;
      }
    }
    return found;
  }
}
