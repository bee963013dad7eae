import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { and, atLeast, not, or, type Truth } from "../../../server/eligibility/kleene.js";

const truths = fc.array(fc.constantFrom<Truth>(true, false, null), { minLength: 1, maxLength: 6 });

/** Every way to fill in what is not known. */
function completions(values: readonly Truth[]): boolean[][] {
  const [first, ...rest] = values;
  if (first === undefined) return [[]];
  const tails = completions(rest);
  return (first === null ? [true, false] : [first]).flatMap((one) => tails.map((tail) => [one, ...tail]));
}

/** What all completions agree on, and null where they do not. */
function agreed(values: readonly Truth[], of: (known: boolean[]) => boolean): Truth {
  const found = new Set(completions(values).map(of));
  return found.size === 1 ? [...found][0]! : null;
}

describe("Kleene's connectives are what every completion agrees on", () => {
  it("and, or", () => {
    fc.assert(fc.property(truths, (values) => and(values) === agreed(values, (known) => known.every(Boolean))));
    fc.assert(fc.property(truths, (values) => or(values) === agreed(values, (known) => known.some(Boolean))));
  });

  it("at least so many", () => {
    fc.assert(fc.property(truths, fc.integer({ min: 1, max: 6 }), (values, count) => atLeast(count, values) === agreed(values, (known) => known.filter(Boolean).length >= count)));
  });

  it("not", () => {
    expect([true, false, null].map(not)).toEqual([false, true, null]);
  });
});
