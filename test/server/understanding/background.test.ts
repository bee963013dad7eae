import { expect, it } from "vitest";
import { backgroundOf } from "../../../server/understanding/background.js";

it("a clause that only says who asks is background", () => {
  expect(backgroundOf("我们是一家做电池材料的小厂,能申报吗", "eligibility")).toEqual(["我们是一家做电池材料的小厂"]);
  expect(backgroundOf("我公司主营白酒,流程是什么", "procedure")).toEqual(["我公司主营白酒"]);
});

it("what happened to them is none, nor is the only clause, nor the trade where the field is asked for", () => {
  expect(backgroundOf("我们厂前年出过安全事故,还能申报吗", "eligibility")).toEqual([]);
  expect(backgroundOf("我们是做白酒的", "eligibility")).toEqual([]);
  expect(backgroundOf("我们是做白酒的,属于哪个领域", "direction")).toEqual([]);
});
