import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSituations } from "../../../bench/eligibility/cases.js";
import { scoreSituation, summariseSituations, type SituationScore } from "../../../bench/eligibility/score.js";
import { askReal } from "../../support/ask.js";

const situations = readSituations(join(import.meta.dirname, "../../../bench/questions/eligibility-own.jsonl"));

describe("the own set of told situations", () => {
  it("comes to the right verdict nine times in ten, cites what decides, and never finds anyone wrongly eligible", async () => {
    const scores: SituationScore[] = [];
    for (const situation of situations) scores.push(scoreSituation(situation, await askReal(situation.situation)));
    const { cases, right, unsafe, decisiveCited } = summariseSituations(scores);
    expect(cases).toBeGreaterThanOrEqual(40);
    expect(unsafe).toBe(0);
    expect(right / cases).toBeGreaterThanOrEqual(0.9);
    expect(decisiveCited).toBeGreaterThanOrEqual(0.9);
  });
});
