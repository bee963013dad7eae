import { expect, it } from "vitest";
import { askedPath, readFilter } from "../../../web/workbench/asked/asked-query.js";

it("an address with a period that is none lists the usual one", () => {
  for (const days of ["abc", "-1", "1e99", ""]) {
    expect(askedPath(readFilter(new URLSearchParams({ days })), "2026-03-31")).toBe("api/staff/asked?from=2026-03-01");
  }
  expect(readFilter(new URLSearchParams({ days: "90" })).days).toBe("90");
});
