import { describe, expect, it } from "vitest";
import { RegionalNames } from "../../../server/understanding/names.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const names = new RegionalNames(openRealSnapshot());
const regions = (question: string): string[] => names.find(question).map(({ region }) => region);

describe("a name out of the documents", () => {
  it.each([
    ["茅台有什么重点项目", "贵州"],
    ["老干妈在哪个集群", "贵州"],
    ["澳柯玛在哪个集群", "山东"],
    ["青岛轨道交通装备产业集群的依托单位", "山东"],
  ])("stands for the region whose documents have it: %s", (question, region) => {
    expect(regions(question)).toContain(region);
  });

  it("stands for no region where several have it, or none", () => {
    expect(names.has("比亚迪")).toBe(true);
    expect(regions("比亚迪在哪")).toEqual([]);
    expect(regions("苏宁易购在哪")).toEqual([]);
  });

  it.each(["集群有什么支持", "服务器企业", "数据库和中间件", "白酒怎么申报", "电子信息产业"])("is none of goods and terms: %s", (question) => {
    expect(names.find(question)).toEqual([]);
  });
});
