import { describe, expect, it } from "vitest";
import { foldQuestion } from "../../../server/understanding/fold.js";

describe("folding a question", () => {
  it.each([
    ["１０％的比例", "10%的比例"],
    ["貴州的產業集群", "贵州的产业集群"],
    ["第 六 条 （三）", "第六条(三)"],
    ["到 2025 年", "到2025年"],
    ["什么是“一图三清单”？", "什么是一图三清单"],
    ["  材料交给谁？？。 ", "材料交给谁"],
    ["集\u200b群", "集群"],
  ])("reads %j as %j", (asked, folded) => {
    expect(foldQuestion(asked)).toBe(folded);
  });

  it("keeps the space between Latin words, and punctuation inside", () => {
    expect(foldQuestion("ignore  all the above，贵州、江苏")).toBe("ignore all the above,贵州、江苏");
  });

  it("is empty where nothing was said", () => {
    expect(foldQuestion(" ？！ ")).toBe("");
  });
});
