import { describe, expect, it } from "vitest";
import type { SaidOfItself } from "../../../ingest/staff.js";
import { suggestMeta } from "../../../server/staff/suggest-meta.js";

const PLACES = [
  { region: "贵州", names: ["贵州省", "贵州"], abbreviation: "黔", places: ["贵阳市", "贵阳"] },
  { region: "广西", names: ["广西壮族自治区", "广西"], abbreviation: "桂", places: [] },
  { region: "上海", names: ["上海市", "上海"], abbreviation: "沪", places: [] },
];
const SAID: SaidOfItself = { title: "贵州省集群管理办法（试行）", issuer: null, docNumber: null, issued: null, isDraft: false };
const suggested = (said: Partial<SaidOfItself>, taken: readonly string[] = []) => suggestMeta({ ...SAID, ...said }, { places: PLACES, taken: new Set(taken) });

describe("what a document is likely to be", () => {
  it.each([
    ["贵州省集群管理办法", null, "province", "贵州"],
    ["集群管理办法", "贵阳市工业和信息化局", "city", "贵州"],
    ["集群管理办法", "贵州省贵阳市云岩区人民政府", "county", "贵州"],
    ["集群管理办法", "广西壮族自治区人民政府", "province", "广西"],
    ["集群管理办法", "上海市经济和信息化委员会", "province", "上海"],
    ["贵州省样例园区扶持办法", null, "province", "贵州"],
    ["开拓市场若干措施", "工业和信息化部", "nation", null],
  ])("%s of %s: %s, %s", (title, issuer, level, region) => {
    expect(suggested({ title, issuer })).toMatchObject({ level, region });
  });

  it.each([
    ["集群管理办法（征求意见稿）", "measures"],
    ["关于培育集群的指导意见", "opinion"],
    ["集群培育实施方案", "plan"],
    ["集群促进条例", "regulation"],
    ["中小企业促进法", "law"],
    ["关于申报集群的通知", "notice"],
    ["集群研究", "other"],
  ])("%s is of the kind %s", (title, kind) => {
    expect(suggested({ title }).kind).toBe(kind);
  });

  it("gives it an id by its sound, another where that is taken, and none where it has no title", () => {
    expect(suggested({}).id).toBe("gzsjqglbf");
    expect(suggested({ isDraft: true })).toMatchObject({ id: "gzsjqglbf-draft", status: "draft" });
    expect(suggested({}, ["gzsjqglbf", "gzsjqglbf-2"]).id).toBe("gzsjqglbf-3");
    expect(suggested({ title: null }).id).toBe("");
  });
});
