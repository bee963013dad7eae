import { describe, expect, it } from "vitest";
import { compareIncremental } from "./edit-sequences.js";
import { lightenJieba } from "./light-jieba.js";

/** A small share of what `npm run faults:incremental` tries. */
const SEQUENCES = 2;

describe("incremental ingest", () => {
  it("writes the same bytes as a full one after every edit, and analyses only what has changed", async () => {
    lightenJieba();
    const { faults, compared, reused } = await compareIncremental(SEQUENCES, 7);
    expect(faults).toEqual([]);
    expect(compared).toBe(5 * SEQUENCES);
    expect(reused).toBeGreaterThan(compared);
  });
});
