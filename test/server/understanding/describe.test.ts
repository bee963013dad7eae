import { describe, expect, it } from "vitest";
import { describeUnderstanding } from "../../../server/understanding/describe.js";
import { realEngine } from "../../support/engine.js";
import { understandingWith } from "../../support/understanding.js";

const { understander } = realEngine();

describe("what was understood, told", () => {
  it("is nothing where nothing was", () => {
    expect(describeUnderstanding(understandingWith({ question: "集群" }))).toEqual([]);
  });

  it("names corrections, intent, places, provisions and figures", () => {
    const told = new Map(describeUnderstanding(understander.understand("遵义市审报第六条第一、三项,资金不低于10%吗", [], {})).map(({ name, detail }) => [name, detail]));
    expect(told.get("错别字")).toBe("“审报”按“申报”理解");
    expect(told.get("省内地方")).toBe("遵义市");
    expect(told.get("地区")).toBe("贵州");
    expect(told.get("条款")).toBe("第六条第一、三项");
    expect(told.get("数额")).toBe("10%（至少）");
    expect(told.get("意图")).toBe("资金");
  });

  it("names what a follow-up takes over", () => {
    const first = understander.understand("贵州的专项资金支持什么", [], {});
    const told = describeUnderstanding(understander.understand("那江苏呢", [first], {}));
    expect(told).toContainEqual({ name: "补全后的问题", detail: "江苏 专项资金支持什么" });
    expect(told.map(({ name }) => name)).toContain("承接上文");
  });
});
