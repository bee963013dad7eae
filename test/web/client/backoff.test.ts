import fc from "fast-check";
import { expect, it } from "vitest";
import { backoffMs } from "../../../web/client/backoff.js";

it("waiting doubles from 0.3 s to 8 s", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 20].map((failures) => backoffMs(failures, () => 0))).toEqual([300, 600, 1200, 2400, 4800, 8000, 8000, 8000]);
});

it("waiting is shortened by up to a quarter, so that pages do not come back all at once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, random) => {
      const whole = backoffMs(failures, () => 0);
      const wait = backoffMs(failures, () => random);
      expect(wait).toBeLessThanOrEqual(whole);
      expect(wait).toBeGreaterThan(whole * 0.75 - 1e-9);
    }),
  );
});
