import { expect, it } from "vitest";
import { backgroundOf, withoutPersonal } from "../../../server/understanding/background.js";

it("a clause that only says who asks is background", () => {
  expect(backgroundOf("我们是一家做电池材料的小厂,能申报吗", "eligibility")).toEqual(["我们是一家做电池材料的小厂"]);
  expect(backgroundOf("我公司主营白酒,流程是什么", "procedure")).toEqual(["我公司主营白酒"]);
});

it("what happened to them is none, nor is the only clause, nor the trade where the field is asked for", () => {
  expect(backgroundOf("我们厂前年出过安全事故,还能申报吗", "eligibility")).toEqual([]);
  expect(backgroundOf("我们是做白酒的", "eligibility")).toEqual([]);
  expect(backgroundOf("我们是做白酒的,属于哪个领域", "direction")).toEqual([]);
});

it("names and masked numbers are left out of a question, unless the clause asks something or is all there is", () => {
  expect(withoutPersonal("我叫张三,身份证****,手机****,帮我看看申报进度")).toBe("帮我看看申报进度");
  expect(withoutPersonal("手机****的人想问申报条件是什么,急")).toBe("手机****的人想问申报条件是什么,急");
  expect(withoutPersonal("我叫张三,电话****")).toBe("我叫张三,电话****");
  expect(withoutPersonal("电话****,申报条件是什么")).toBe("申报条件是什么");
  expect(withoutPersonal("手机是不是培育方向")).toBe("手机是不是培育方向");
});
