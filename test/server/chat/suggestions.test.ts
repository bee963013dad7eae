import { describe, expect, it } from "vitest";
import { suggestionsFrom } from "../../../server/chat/suggestions.js";
import type { Evidence } from "../../../server/retrieval/evidence.js";

const TEXT = "入围名单在官方网站公示5个工作日。";

function evidence(...askedAs: string[]): Evidence {
  return { passage: { document: { text: TEXT }, provision: { start: 0, end: TEXT.length }, askedAs } } as unknown as Evidence;
}

describe("suggestions", () => {
  it("are of each provision the question nearest to its own words", () => {
    expect(suggestionsFrom([evidence("挂网上给大伙儿看几天？", "入围名单公示几个工作日？"), evidence("结果在哪里能看到？")], "")).toEqual(["入围名单公示几个工作日？", "结果在哪里能看到？"]);
  });

  it.each(["我们厂的名单公示多久？", "那公示以后名单呢？", "公示 名单 几天？", "公示？", "名单公示5个工作日", `名单公示${"很久".repeat(15)}？`])("are never such as %s", (question) => {
    expect(suggestionsFrom([evidence(question)], "")).toEqual([]);
  });

  it("repeat neither the question nor one another, and are three at most", () => {
    const all = ["公示名单在哪里看？", "入围名单要公示吗？", "官方网站是哪一个？", "工作日怎么算的呢？"];
    expect(suggestionsFrom(all.map(() => evidence(...all)), all[0]!)).toHaveLength(3);
    expect(new Set(suggestionsFrom(all.map(() => evidence(...all)), all[0]!))).toEqual(new Set(all.slice(1)));
  });
});
