import { expect, it } from "vitest";
import { seededRandom } from "../../bench/seeded-random.js";
import { awkwardText } from "./awkward-text.js";
import { brokenProperties } from "./structure-properties.js";

// The rest: npm run fuzz:structure -- --cases 1000000
it("holds its promises over 3,000 awkward texts", () => {
  for (let i = 0; i < 3000; i++) {
    const text = awkwardText(seededRandom(900_000_000 + i), 40);
    expect(brokenProperties(text), JSON.stringify(text)).toEqual([]);
  }
});
