import type { Provision, ProvisionKind, ReferencePart } from "../model.js";
import type { Reference } from "../segment/references.js";

/** Provisions `from..to` (exclusive) of a document's list, and the one that holds them. */
export interface Scope {
  /** Index of the provision; -1 for a text as a whole. */
  at: number;
  from: number;
  to: number;
}

/** Steps of a reference; `last` is set for ranges. */
export type Steps = Pick<Reference, "parts" | "last">;

/** What a step may name, the first in the text first. People call the steps of an outline 项 and 点 too. */
const KINDS: Record<ReferencePart["element"], readonly ProvisionKind[]> = {
  att: ["attachment"],
  part: ["part"],
  chp: ["chapter"],
  sect: ["section"],
  art: ["article"],
  para: [],
  item: ["item", "subsec", "point", "subpoint"],
  subitem: ["point"],
  sec: ["sec", "division"],
  subsec: ["subsec"],
  point: ["point", "subsec"],
};

const FOUND_BY_NUMBER = new Map([...new Set(Object.values(KINDS).flat())].map((kind, i) => [kind, i]));
/** No number of a provision is larger. */
const BEYOND_NUMBERS = 10_000;

const BEYOND_INSERTED = 1_000;
/** No text has so many provisions: key and index are one number, of less than 2^53. */
const BEYOND_INDEXES = 2 ** 24;

/** Kind, number and inserted number as one number, with room for an index. */
function keyOf(kind: ProvisionKind, ordinal: number, insertion: number | null): number {
  const inserted = Math.min(insertion ?? 0, BEYOND_INSERTED - 1);
  return ((FOUND_BY_NUMBER.get(kind)! * BEYOND_NUMBERS + Math.min(ordinal, BEYOND_NUMBERS - 1)) * BEYOND_INSERTED + inserted) * BEYOND_INDEXES;
}

/** Finds provisions by the steps that name them (第六条第二款第（三）项), in logarithmic time a step. */
export class ProvisionFinder {
  /** Kind, number and index of every numbered provision as one number, ascending. */
  private readonly numbered: Float64Array;
  /** By provision: where those below it end. They follow it without a gap. */
  private readonly ends: Int32Array;
  private readonly paragraphs = new Map<number, readonly number[]>();

  constructor(readonly provisions: readonly Provision[]) {
    this.ends = new Int32Array(provisions.length);
    const numbered = new Float64Array(provisions.length);
    let count = 0;
    for (let i = provisions.length - 1; i >= 0; i--) {
      const { children, kind, ordinal, insertion } = provisions[i]!;
      this.ends[i] = children.length === 0 ? i + 1 : this.ends[children[children.length - 1]!]!;
      if (ordinal !== null && FOUND_BY_NUMBER.has(kind)) numbered[count++] = keyOf(kind, ordinal, insertion) + i;
    }
    this.numbered = numbered.subarray(0, count).sort();
  }

  /** The whole list. */
  everything(): Scope {
    return { at: -1, from: 0, to: this.provisions.length };
  }

  /** A provision and all below it. */
  within(at: number): Scope {
    return { at, from: at, to: this.ends[at]! };
  }

  /**
   * The provisions that a reference names; a range names several, of which those that are there are told.
   * @param most of a range no more than so many are looked for
   */
  resolve({ parts, last }: Steps, scope: Scope = this.everything(), most = Infinity): Provision[] {
    const outer = this.walk(parts.slice(0, -1), scope);
    const final = parts[parts.length - 1]!;
    if (!outer) return [];
    // A document has no more ordinals than provisions: a range far beyond its end costs no more.
    const until = Math.min(last ?? final.ordinal, final.ordinal + Math.min(this.provisions.length, most - 1));
    const found: Provision[] = [];
    for (let ordinal = final.ordinal; ordinal <= until; ordinal++) {
      const step = this.step({ ...final, ordinal }, outer);
      if (step) found.push(this.provisions[step.at]!);
    }
    return found;
  }

  /** Walks from the outermost step inward; null where one of them is not there. */
  walk(parts: readonly ReferencePart[], scope: Scope): Scope | null {
    let at: Scope | null = scope;
    for (const part of parts) at = at && this.step(part, at);
    return at;
  }

  private step(part: ReferencePart, scope: Scope): Scope | null {
    if (part.element === "para") return this.paragraph(part.ordinal, scope);
    let best = -1;
    for (const kind of KINDS[part.element]) {
      const found = this.firstIn(keyOf(kind, part.ordinal, part.insertion), scope);
      if (found >= 0 && (best < 0 || found < best)) best = found;
    }
    return best < 0 ? null : this.within(best);
  }

  /** The first index of that key in the scope, the scope's own provision apart; -1 where there is none. */
  private firstIn(key: number, { at, from, to }: Scope): number {
    const place = countUpTo(this.numbered, key + from - 1);
    const found = this.numbered[place] === key + at ? this.numbered[place + 1] : this.numbered[place];
    return found !== undefined && found < key + to ? found - key : -1;
  }

  /** 第N款 with the items that stand in it: up to the next 款. Of an article in one piece, the first is the article itself. */
  private paragraph(number: number, scope: Scope): Scope | null {
    if (scope.at < 0) return null;
    const starts = this.paragraphsOf(scope.at);
    if (starts.length === 0) return number === 1 ? scope : null;
    const at = starts[number - 1];
    return at === undefined ? null : { at, from: at, to: starts[number] ?? this.ends[scope.at]! };
  }

  /** Indexes of the paragraphs straight below a provision, ascending. */
  private paragraphsOf(at: number): readonly number[] {
    let known = this.paragraphs.get(at);
    if (!known) {
      known = this.provisions[at]!.children.filter((child) => this.provisions[child]!.kind === "para");
      this.paragraphs.set(at, known);
    }
    return known;
  }

  /** Where `at` stands among the 款 of the article `article`, from 1. */
  paragraphNumber(at: number, article: number): number {
    return Math.max(1, countUpTo(this.paragraphsOf(article), at));
  }

  /** Up to `count` provisions of the same kind right before `at` below the same parent, in order. */
  siblingsBefore(at: number, count: number): number[] {
    const { parent, kind } = this.provisions[at]!;
    if (parent === null) return [];
    const { children } = this.provisions[parent]!;
    const place = countUpTo(children, at) - 1;
    return children.slice(Math.max(0, place - count), place).filter((child) => this.provisions[child]!.kind === kind);
  }

  /** The nearest provision of one of the kinds that holds `at`, or is it; -1 where there is none. */
  enclosing(at: number, kinds: readonly ProvisionKind[]): number {
    let above: number | null = at;
    while (above !== null && !kinds.includes(this.provisions[above]!.kind)) above = this.provisions[above]!.parent;
    return above ?? -1;
  }
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(ascending: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
