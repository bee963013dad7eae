import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addScaled, dot, normalise } from "../../../ingest/embed/vector.js";

const number = fc.integer({ min: -100, max: 100 });
const vector = fc.array(number, { maxLength: 20 }).map((values) => Float32Array.from(values));
const pair = fc.array(fc.tuple(number, number), { maxLength: 20 }).map((pairs) => [0, 1].map((side) => Float32Array.from(pairs, (values) => values[side]!)) as [Float32Array, Float32Array]);

describe("dot", () => {
  it("is the sum of the products, whatever the length", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(dot(a, b)).toBe(a.reduce((sum, value, i) => sum + value * b[i]!, 0));
      }),
    );
  });
});

describe("addScaled", () => {
  it("adds the scaled vector to the target, in place", () => {
    fc.assert(
      fc.property(pair, number, ([target, source], scale) => {
        const expected = target.map((value, i) => value + source[i]! * scale);
        addScaled(target, source, scale);
        expect([...target]).toEqual([...expected]);
      }),
    );
  });
});

describe("normalise", () => {
  it("scales any vector that is not zero to length 1, in place and in its direction", () => {
    fc.assert(
      fc.property(vector, (values) => {
        const length = Math.hypot(...values);
        fc.pre(length > 0);
        const before = values.slice();
        expect(normalise(values)).toBe(values);
        values.forEach((value, i) => expect(value).toBeCloseTo(before[i]! / length, 5));
      }),
    );
  });

  it("leaves the zero vector zero, and takes one that is zero but for rounding for it", () => {
    expect([...normalise(new Float32Array(3))]).toEqual([0, 0, 0]);
    expect([...normalise(Float32Array.of(1e-7, -1e-7, 0))].map(Math.abs)).toEqual([0, 0, 0]);
  });
});
