import { describe, expect, it } from "vitest";
import { summarise, summariseGroups } from "../../../bench/eval/summary.js";
import { scoreWith } from "../../support/case-score.js";

describe("a summary", () => {
  it("counts refusals both ways: of those to refuse, and of those to answer", () => {
    const scores = [
      scoreWith({ refuse: true, refusedRightly: true, outcome: "refused" }),
      scoreWith({ refuse: true, right: false }),
      scoreWith({ refusedWrongly: true, right: false, evidence: 0, facts: 0, outcome: "refused" }),
      scoreWith({}),
      scoreWith({}),
      scoreWith({}),
    ];
    expect(summarise(scores)).toMatchObject({ cases: 6, toRefuse: 2, refusedRightly: 0.5, refusedWrongly: 0.25, evidence: 0.75, facts: 0.75 });
  });

  it("has a notice's share of the answers that needed it", () => {
    const told = (draft: boolean | null) => scoreWith({ told: { draft, expired: null, background: null } });
    expect(summarise([told(true), told(false), told(null), told(null)])).toMatchObject({ draftsCited: 2, draftsTold: 0.5, expiredCited: 0, expiredTold: 1 });
  });

  it("takes the length outside lists and comparisons, and the most citations outside lists", () => {
    const scores = [
      scoreWith({ length: 100, citations: 2 }),
      scoreWith({ length: 300, citations: 3 }),
      scoreWith({ length: 200, citations: 1 }),
      scoreWith({ length: 900, citations: 5, type: "comparison" }),
      scoreWith({ length: 2000, citations: 20, list: true }),
      scoreWith({ length: 10, citations: 0, outcome: "refused" }),
    ];
    expect(summarise(scores)).toMatchObject({ medianLength: 200, mostCitations: 5 });
  });

  it("has the median and the 99th percentile of the times", () => {
    const scores = Array.from({ length: 200 }, (_, i) => scoreWith({ totalMs: i + 1 }));
    expect(summarise(scores)).toMatchObject({ p50Ms: 100, p99Ms: 198 });
  });

  it("is made for all, for the set's groups, for types and for personas", () => {
    const scores = [scoreWith({ id: "d-1" }), scoreWith({ id: "p-1", type: "trap", persona: "public" }), scoreWith({ id: "p-2" })];
    expect(Object.entries(summariseGroups(scores)).map(([name, { cases }]) => [name, cases])).toEqual([
      ["全部", 3], ["d-", 1], ["p-", 2], ["lookup", 2], ["trap", 1], ["public", 1], ["staff", 2],
    ]);
  });
});
