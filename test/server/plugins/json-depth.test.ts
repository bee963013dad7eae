import fc from "fast-check";
import { expect, it } from "vitest";
import { isTooDeep } from "../../../server/plugins/json-depth.js";

it.each([
  ["[".repeat(16) + "]".repeat(16), false],
  ["[".repeat(17), true],
  ['{"a":'.repeat(17), true],
  [`"${"[".repeat(100)}"`, false],
  [`"\\"${"{".repeat(100)}"`, false],
  [`${"[]".repeat(1000)}`, false],
  ["", false],
])("%s", (json, expected) => {
  expect(isTooDeep(json)).toBe(expected);
});

it("agrees with the depth of any value as it was written", () => {
  const depthOf = (value: unknown): number => (typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0);
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 24 }), (value) => isTooDeep(JSON.stringify(value)) === depthOf(value) > 16));
});
