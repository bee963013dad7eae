import { describe, expect, it } from "vitest";
import { deadlinesFor } from "../../../server/eligibility/deadlines.js";
import { shippedRules } from "../../support/rules.js";

const rules = shippedRules();
const datesOf = (facts: Record<string, number>, asOf: string) => Object.fromEntries(deadlinesFor(rules, facts, asOf).map(({ rule, dates }) => [rule.id, dates]));

describe("deadlinesFor", () => {
  it("counts reviews every three years from recognition, and reports by the end of every March after it", () => {
    expect(datesOf({ recognised_year: 2025 }, "2025-10-01")).toEqual({
      review: ["2028", "2031", "2034"],
      yearly_report: ["2026-03-31", "2027-03-31", "2028-03-31"],
      revocation: [],
    });
  });

  it("tells what is still to come: the last day and the year that runs are among them", () => {
    expect(datesOf({ recognised_year: 2023 }, "2026-03-31").yearly_report![0]).toBe("2026-03-31");
    expect(datesOf({ recognised_year: 2023 }, "2026-04-01").yearly_report![0]).toBe("2027-03-31");
    expect(datesOf({ recognised_year: 2023 }, "2026-12-31").review![0]).toBe("2026");
  });

  it("tells no dates where the year of recognition is not known", () => {
    expect(Object.values(datesOf({}, "2026-01-01")).flat()).toEqual([]);
  });
});
