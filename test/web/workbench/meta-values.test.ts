import { describe, expect, it } from "vitest";
import type { DocumentSummary } from "../../../web/client/wire.js";
import { faultsByField, firstValues, metaOf } from "../../../web/workbench/upload/meta-values.js";

const SUGGESTED = { id: "xb", title: "新办法", issuer: null, docNumber: null, region: "贵州", level: "province", kind: "measures", status: "draft", issued: "2026-01-05" };
const DOCUMENTS = [{ id: "old", version: { of: "work" } }, { id: "single" }] as unknown as DocumentSummary[];

describe("the form of a document", () => {
  it("begins with what is suggested, or with what a publication was tried with", () => {
    expect(firstValues({ meta: null, suggested: SUGGESTED })).toMatchObject({ id: "xb", title: "新办法", issuer: "", region: "贵州", status: "draft", issued: "2026-01-05", relation: "", related: "" });
    const meta = { id: "tried", region: null, shortTitles: ["办法", "新办法"], period: { from: "2026-01-01", to: "2030-12-31" }, source: { file: "source.txt", note: "扫描件" }, version: { edition: null, replaces: [], repeals: ["old"], amends: [] } };
    expect(firstValues({ meta, suggested: SUGGESTED })).toMatchObject({ id: "tried", title: "", region: "", shortTitles: "办法、新办法", "period.to": "2030-12-31", "source.note": "扫描件", relation: "repeals", related: "old" });
  });

  it("says nothing of what is empty, and null of no region", () => {
    const meta = metaOf({ id: " a ", title: "甲", region: "", shortTitles: "甲法、乙法", "period.from": "2026-01-01" }, DOCUMENTS);
    expect(JSON.parse(JSON.stringify(meta))).toEqual({ id: "a", title: "甲", region: null, shortTitles: ["甲法", "乙法"], period: { from: "2026-01-01", to: "" }, source: {} });
  });

  it.each([
    ["of", "old", { of: "work" }],
    ["of", "single", { of: "single" }],
    ["replaces", "old", { replaces: ["old"] }],
    ["replaces", "", undefined],
  ])("says how it stands to another: %s %s", (relation, related, version) => {
    expect(metaOf({ relation, related }, DOCUMENTS).version).toEqual(version);
  });

  it("tells each fault at the field that it is of, and others beside them", () => {
    const faults = [{ field: "id", message: "没有填" }, { field: "period", message: "起始日期应不晚于结束日期" }, { field: "shortTitles.1", message: "不能为空" }, { field: "version.replaces.0", message: "填得不对" }, { field: "colour", message: "没有这个字段" }];
    expect(faultsByField(faults)).toEqual({ id: "没有填", "period.from": "起始日期应不晚于结束日期", shortTitles: "不能为空", related: "填得不对", "": "colour：没有这个字段" });
  });
});
