import { describe, expect, it } from "vitest";
import { standingNotice, standingOn } from "../../../web/ui/standing.js";

const rule = { status: "in_force" as const, period: null, effective: null };
const plan = { ...rule, period: { from: "2021-01-01", to: "2025-12-31" } };

describe("a document's standing on a day", () => {
  it("is in force for a rule without dates", () => {
    expect(standingOn("2026-01-01", rule)).toBe("in_force");
  });

  it("changes on the day after a plan's period ends", () => {
    expect(standingOn("2025-12-31", plan)).toBe("in_force");
    expect(standingOn("2026-01-01", plan)).toBe("period_ended");
  });

  it("is not yet in force before the day a rule takes effect", () => {
    const coming = { ...rule, effective: "2026-07-01" };
    expect(standingOn("2026-06-30", coming)).toBe("not_in_force_yet");
    expect(standingOn("2026-07-01", coming)).toBe("in_force");
  });

  it.each(["draft", "expired", "superseded", "non_normative"] as const)("stays %s whatever the dates", (status) => {
    expect(standingOn("2026-01-01", { ...plan, status })).toBe(status);
  });
});

it("all standings but in force have a notice, which names the period where one ended", () => {
  expect(standingNotice("in_force", rule)).toBeNull();
  for (const standing of ["draft", "expired", "superseded", "non_normative", "not_in_force_yet"] as const) expect(standingNotice(standing, rule)).toMatch(/。$/);
  expect(standingNotice("period_ended", plan)).toContain("2021—2025年");
});
