import { describe, expect, it } from "vitest";
import { statusGuard } from "../../../../server/chat/guards/status.js";
import { checkedOf } from "../../../support/checked.js";
import { documentOf } from "../../../support/documents.js";
import { ESSAY, MEASURES, NATIONAL, PLAN } from "../../../support/guarded-documents.js";

const TEXT = "第一条 甲。";
const expired = documentOf({ id: "expired", status: "expired" }, TEXT);
const superseded = documentOf({ id: "superseded", status: "superseded" }, TEXT);
const coming = documentOf({ id: "coming", effective: "2027-01-01" }, TEXT);

describe("the status guard", () => {
  it.each([
    ["draft", MEASURES],
    ["expired", expired],
    ["superseded", superseded],
    ["non_normative", ESSAY],
    ["not_in_force_yet", coming],
    ["expired", PLAN],
  ])("asks for the notice %s beside a document of that standing", (kind, document) => {
    const checked = checkedOf([{ document, eId: "art_1" }]);
    const missing = [`引用了 ${document.meta.id}，没有提示 ${kind}`];
    expect(statusGuard(checked)).toEqual([]);
    expect(statusGuard({ ...checked, notices: [] })).toEqual(missing);
    expect(statusGuard({ ...checked, notices: checked.notices.map((notice) => ({ ...notice, documentId: "another" })) })).toEqual(missing);
    expect(statusGuard({ ...checked, notices: checked.notices.map((notice) => ({ ...notice, kind: "model_generated" as const })) })).toEqual(missing);
    expect(statusGuard({ ...checked, notices: checked.notices.map((notice) => ({ ...notice, text: "" })) })).toEqual(missing);
  });

  it("asks for each document's own", () => {
    const checked = checkedOf([MEASURES, ESSAY, NATIONAL].map((document) => ({ document, eId: "art_1" })));
    expect(statusGuard({ ...checked, notices: checked.notices.slice(1) })).toEqual(["引用了 trial-measures，没有提示 draft"]);
  });

  it("asks for none beside a text in force, nor before a period ends", () => {
    expect(statusGuard({ ...checkedOf([{ document: NATIONAL, eId: "art_1" }]), notices: [] })).toEqual([]);
    expect(statusGuard({ ...checkedOf([{ document: PLAN, eId: "art_1" }]), notices: [], asOf: "2025-12-31" })).toEqual([]);
  });
});
