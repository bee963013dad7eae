import { describe, expect, it } from "vitest";
import { Overload } from "../../../server/plugins/overload.js";

describe("Overload", () => {
  it("is not one long step, however many requests come after it", () => {
    const overload = new Overload(() => 0);
    expect([12_000, 12_000, 12_000].map((delay) => overload.is(delay))).toEqual([false, false, false]);
  });

  it("is a loop that is late again", () => {
    const overload = new Overload(() => 0);
    expect([12_000, 11_000, 11_000, 13_000].map((delay) => overload.is(delay))).toEqual([false, true, true, true]);
  });

  it("is not a loop that was late long before", () => {
    let now = 0;
    const overload = new Overload(() => now);
    overload.is(12_000);
    now = 60_001;
    expect(overload.is(11_000)).toBe(false);
    expect(overload.is(10_500)).toBe(true);
  });

  it("is not what was not sampled yet", () => {
    const overload = new Overload(() => 0);
    expect([Infinity, 12_000, Infinity].map((delay) => overload.is(delay))).toEqual([false, false, false]);
  });
});
