import { describe, expect, it } from "vitest";
import { toCitation } from "../../../../server/chat/citations.js";
import { addressGuard } from "../../../../server/chat/guards/address.js";
import { AS_OF, checkedOf, withCitation } from "../../../support/checked.js";
import { MEASURES, PLAN } from "../../../support/guarded-documents.js";

const checked = checkedOf([{ document: MEASURES, eId: "art_1__item_1" }]);
const [citation] = checked.citations;

describe("the address guard", () => {
  it("is silent on a citation of a provision and on one of a sentence in it", () => {
    expect(addressGuard(checked)).toEqual([]);
    expect(addressGuard(withCitation(checked, 0, { start: citation!.start + 3 }))).toEqual([]);
    expect(addressGuard(checkedOf([{ document: MEASURES, eId: "art_1" }]))).toEqual([]);
  });

  it("finds a document and a provision that there are not", () => {
    expect(addressGuard(withCitation(checked, 0, { documentId: "no-such" }))).toEqual(["[1] 没有文件 no-such"]);
    expect(addressGuard(withCitation(checked, 0, { provisionId: "trial-measures#art_9" }))).toEqual(["[1] trial-measures 没有条款 trial-measures#art_9"]);
    expect(addressGuard(withCitation(checked, 0, { provisionId: "other-plan#art_1" }))).toHaveLength(1);
  });

  it("finds a span outside the provision it names, though every name of it is right", () => {
    const sibling = MEASURES.provisions.find(({ eId }) => eId === "art_1__item_2")!;
    const { start, end } = citation!;
    expect(addressGuard({ ...checked, citations: [toCitation({ document: MEASURES, provision: sibling, start, end }, 1, AS_OF)] })).toEqual([
      "[1] 引文不在 trial-measures#art_1__item_2 之内",
    ]);
  });

  it("finds a provision above the one that holds the span", () => {
    const article = MEASURES.provisions.find(({ eId }) => eId === "art_1")!;
    const { start, end } = citation!;
    expect(addressGuard({ ...checked, citations: [toCitation({ document: MEASURES, provision: article, start, end }, 1, AS_OF)] })).toEqual([
      "[1] 引文在 trial-measures#art_1 的下级条款之内",
    ]);
  });

  it.each([
    ["label", { label: "第一条第（二）项" }],
    ["documentTitle", { documentTitle: PLAN.meta.title }],
    ["docNumber", { docNumber: "试政发〔2024〕4号" }],
    ["docNumber", { docNumber: undefined }],
    ["status", { status: "in_force" as const }],
    ["region", { region: "江苏" }],
    ["url", { url: "/documents/trial-measures#art_2" }],
    ["path", { path: ["第一章"] }],
    ["heading", { heading: "别的标题" }],
  ])("finds a wrong %s", (field, change) => {
    expect(addressGuard(withCitation(checked, 0, change))).toEqual([`[1] trial-measures#art_1__item_1 的 ${field} 与文件不一致`]);
  });
});
