import type { PlaceEntry } from "../../ingest/index.js";
import type { PlaceMention, PlaceWithin } from "./understanding.js";

/** 黔东南州的办法, 遵义市自己出的实施细则: a document of the place that stands before it. */
const OWN_DOCUMENT = /^(市|州|县|区|自治州)?(政府|本地|当地|自己|市里|州里|县里)?(出台|制定|印发|发布|出)?(过|了)?的?[^,，。、和与跟]{0,6}(办法|细则|条例|意见|方案|规定|文件|通知|规划)/;

/** What a place is called besides its name, where two characters are left of it: 遵义市, 黔东南州, but 赤水. */
const DIVISION = /(?<=..)(市|县|区|州|新区|自治州)$/;

/** Finds the places a question names, longest name first, and the province each belongs to. */
export class PlaceFinder {
  private readonly regionOf = new Map<string, string>();
  private readonly provinces = new Set<string>();
  private readonly abbreviations = new Map<string, string>();
  private readonly longest: number;

  /** @param covered regions that the collection has documents of */
  constructor(
    entries: readonly PlaceEntry[],
    private readonly covered: ReadonlySet<string>,
  ) {
    for (const { region, names, abbreviation, places } of entries) {
      for (const name of [...names, ...places]) this.regionOf.set(name, region);
      for (const name of names) this.provinces.add(name);
      this.abbreviations.set(abbreviation, region);
    }
    this.longest = Math.max(0, ...[...this.regionOf.keys()].map((name) => name.length));
  }

  /** The province that a name stands for (贵州省, 遵义 -> 贵州), or the name itself where no place has it. */
  regionNamed(name: string): string {
    return this.regionOf.get(name.trim()) ?? name.trim();
  }

  /**
   * Places in the order they stand, each name once.
   * @param words the question cut into words: a province's one-letter name counts only where it stands alone
   */
  find(question: string, words: readonly string[]): PlaceMention[] {
    const mentions = [...this.namesIn(question, new Set(words)), ...this.abbreviationsIn(question, words)];
    const seen = new Set<string>();
    return mentions
      .sort((a, b) => a.at - b.at)
      .filter(({ name }) => !seen.has(name) && seen.add(name))
      .map(({ name, region }) => ({ name, region, covered: this.covered.has(region) }));
  }

  /** The mentions that are no province but lie in a covered one: the collection has no document of theirs. */
  within(question: string, mentions: readonly PlaceMention[]): PlaceWithin[] {
    const inside = mentions.filter(({ name, covered }) => covered && !this.provinces.has(name) && !this.abbreviations.has(name));
    return inside.map(({ name, region }) => ({ name, stem: name.replace(DIVISION, ""), region, asksOwnDocument: OWN_DOCUMENT.test(question.slice(question.indexOf(name) + name.length)) }));
  }

  /** A place of two characters counts only as a word of its own: 开拓新市场 names no 新市. Provinces always count. */
  private namesIn(question: string, words: ReadonlySet<string>): { at: number; name: string; region: string }[] {
    const found: { at: number; name: string; region: string }[] = [];
    for (let at = 0; at < question.length; at++) {
      for (let length = Math.min(this.longest, question.length - at); length >= 2; length--) {
        const name = question.slice(at, at + length);
        const region = this.regionOf.get(name);
        if (region === undefined || (length === 2 && !this.provinces.has(name) && !words.has(name))) continue;
        found.push({ at, name, region });
        at += length - 1;
        break;
      }
    }
    return found;
  }

  /** 黔, 鲁, 苏 as words of their own, or side by side (苏鲁黔). */
  private abbreviationsIn(question: string, words: readonly string[]): { at: number; name: string; region: string }[] {
    let at = 0;
    return words.flatMap((word) => {
      const start = question.indexOf(word, at);
      if (start < 0) return [];
      at = start + word.length;
      const regions = [...word].map((ch) => this.abbreviations.get(ch));
      if (word.length > 3 || !regions.every((region) => region !== undefined && this.covered.has(region))) return [];
      return [...word].map((name, i) => ({ at: start + i, name, region: regions[i]! }));
    });
  }
}
