import { describe, expect, it } from "vitest";
import { findReferences, type PolicyDocument } from "../../../ingest/index.js";
import { resolveIn, resolveReferences } from "../../../server/retrieval/exact-lane.js";
import { referencesIn } from "../../../server/understanding/references.js";
import type { Understanding } from "../../../server/understanding/understanding.js";
import { realDocuments } from "../../support/documents.js";
import { structured } from "../../support/structured.js";
import { understandingWith } from "../../support/understanding.js";

const documents = realDocuments();

/** Resolves the references of a text, as though the question had named these documents or regions. */
function resolve(question: string, scope: Partial<Pick<Understanding, "documentIds" | "regions">> = {}) {
  const understanding = understandingWith({ question, references: referencesIn(question, undefined), ...scope });
  const { hits, unresolved } = resolveReferences(understanding, documents);
  return {
    hits: hits.map(({ document, provision }) => `${document.meta.id}#${provision.eId}`),
    unresolved: unresolved.map(({ text }) => text),
  };
}

/** The document, and how often its list of provisions has been read since. */
function countingReads(document: PolicyDocument): { document: PolicyDocument; reads: () => number } {
  let count = 0;
  const provisions = new Proxy(document.provisions, {
    get(list, key) {
      count++;
      return Reflect.get(list, key) as unknown;
    },
  });
  return { document: { ...document, provisions }, reads: () => count };
}

const measures = { documentIds: ["gz-measures"] };

describe("a provision named by its number", () => {
  it.each(["第六条第（三）项", "第6条第3项", "第六条（三）", "第 六 条 第三项", "第６条第（３）项"])("is found when written %s", (written) => {
    expect(resolve(written, measures)).toEqual({ hits: ["gz-measures#art_6__item_3"], unresolved: [] });
  });

  it("tells 第四条 from 第十四条", () => {
    expect(resolve("第四条", measures).hits).toEqual(["gz-measures#art_4"]);
    expect(resolve("第十四条", measures).hits).toEqual(["gz-measures#art_14"]);
  });

  it("is found by chapter, by paragraph and by outline", () => {
    expect(resolve("第三章", measures).hits).toEqual(["gz-measures#chp_3"]);
    expect(resolve("第四条第二款", measures).hits).toEqual(["gz-measures#art_4__para_2"]);
    expect(resolve("二（一）3", { documentIds: ["sd-plan"] }).hits).toEqual(["sd-plan#sec_2__subsec_1__point_3"]);
    expect(resolve("三（二）", { documentIds: ["js-opinion"] }).hits).toEqual(["js-opinion#sec_3__subsec_2"]);
    expect(resolve("第三部分（二）", { documentIds: ["js-opinion"] }).hits).toEqual(["js-opinion#sec_3__subsec_2"]);
  });

  it("is found when it is counted from the end: 倒数第二条 is not 第二条", () => {
    expect(resolve("倒数第二条", measures)).toEqual({ hits: ["gz-measures#art_18"], unresolved: [] });
    expect(resolve("最后一条", measures).hits).toEqual(["gz-measures#art_19"]);
    expect(resolve("最后一章", measures).hits).toEqual(["gz-measures#chp_6"]);
    expect(resolve("倒数第三十条", measures)).toEqual({ hits: [], unresolved: ["倒数第三十条"] });
  });

  it("is found in what is attached, apart from the text that it is attached to", () => {
    const lines = ["试点办法", "第一条 为培育集群，制定本办法。", "第二条 集群每三年复核一次。", "附件1", "操作规程", "第一条 先报名。", "第二条 再审核。"];
    const document: PolicyDocument = { ...documents.get("gz-measures")!, provisions: structured(...lines).provisions };
    const found = (question: string): string[] => referencesIn(question, undefined).flatMap((reference) => resolveIn(document, reference)).map(({ eId }) => eId);
    expect([found("附件1"), found("附件1第二条"), found("第二条"), found("附件2")]).toEqual([["att_1"], ["att_1__art_2"], ["art_2"], []]);
    expect(resolve("附件1", measures)).toEqual({ hits: [], unresolved: ["附件1"] });
  });

  it("is found where people say 点 for a step of an outline", () => {
    expect(resolve("第二部分第三点", { documentIds: ["js-opinion"] }).hits).toEqual(["js-opinion#sec_2__subsec_3"]);
  });

  it("is found although the source does not print the number 第八条", () => {
    expect(resolve("第八条", measures)).toEqual({ hits: ["gz-measures#art_8"], unresolved: [] });
  });

  it("takes the first paragraph of an article that has only one for the article itself", () => {
    expect(resolve("第十二条第一款", measures).hits).toEqual(["gz-measures#art_12"]);
  });

  it("gives a range in order, end included", () => {
    expect(resolve("第七条至第十条", measures).hits).toEqual(["art_7", "art_8", "art_9", "art_10"].map((eId) => `gz-measures#${eId}`));
    expect(resolve("第六条第（二）项至第（四）项", measures).hits).toEqual([2, 3, 4].map((n) => `gz-measures#art_6__item_${n}`));
  });

  it("gives several references in the order in which they stand", () => {
    expect(resolve("第十五条和第二条", measures).hits).toEqual(["gz-measures#art_15", "gz-measures#art_2"]);
  });

  it("in a range far beyond the document costs no more than the document has provisions: 第1条至第999999条", () => {
    const { document, reads } = countingReads(documents.get("gz-measures")!);
    const found = resolveIn(document, findReferences("第1条至第999999条")[0]!);
    expect(found.map(({ label }) => label)).toEqual(document.provisions.filter(({ kind }) => kind === "article").map(({ label }) => label));
    // Each ordinal is looked for in at most all provisions, and a document has no more ordinals than provisions.
    expect(reads()).toBeLessThan(4 * (document.provisions.length + 2) ** 2);
  });
});

describe("a number that no document in scope has", () => {
  it.each(["第九十九条", "第六条第（八）项", "第十二条第一项", "第四条第三款", "第二十条"])("is told as unresolved: %s", (written) => {
    expect(resolve(written, measures)).toEqual({ hits: [], unresolved: [written] });
  });

  it("is told beside those that were found", () => {
    expect(resolve("第一条、第五十条", measures)).toEqual({ hits: ["gz-measures#art_1"], unresolved: ["第五十条"] });
  });
});

describe("the documents in which a number is looked for", () => {
  it("are those named", () => {
    expect(resolve("三（一）", { documentIds: ["gz-opinion", "sd-plan"] }).hits).toEqual(["gz-opinion#sec_3__subsec_1", "sd-plan#sec_3__subsec_1"]);
  });

  it("are those of the region", () => {
    expect(resolve("三（一）", { regions: ["江苏"] }).hits).toEqual(["js-opinion#sec_3__subsec_1"]);
    expect(resolve("第六条", { regions: ["江苏"] })).toEqual({ hits: [], unresolved: ["第六条"] });
  });

  it("are all policy documents where nothing is named, but never the background essay", () => {
    const { hits } = resolve("第二部分");
    expect(hits).toEqual(["gz-opinion#sec_2", "js-opinion#sec_2", "sd-plan#sec_2"]);
    expect(documents.get("city-essay")!.provisions.some(({ eId }) => eId === "sec_2")).toBe(true);
  });
});

it("every numbered article of every document is found by the label that people write", () => {
  for (const { meta, provisions } of documents.values()) {
    for (const { kind, label, eId } of provisions.filter((provision) => ["article", "item", "subsec"].includes(provision.kind))) {
      expect(resolve(label, { documentIds: [meta.id] }).hits, `${kind} ${label}`).toEqual([`${meta.id}#${eId}`]);
    }
  }
});
