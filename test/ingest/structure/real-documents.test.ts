import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { auditNumbering } from "../../../ingest/structure/audit.js";
import { leavesOf } from "../../../ingest/structure/structure.js";
import { describeTree } from "../../support/describe-tree.js";
import { REAL_DOCUMENT_IDS, structureRealDocument } from "../../support/real-documents.js";
import { expectSoundTree } from "../../support/tree-invariants.js";

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** eIds of the document's provisions of that kind, in document order. */
function eIdsOfKind(id: string, kind: string): string[] {
  return structureRealDocument(id).provisions.filter((provision) => provision.kind === kind).map((provision) => provision.eId);
}

describe.each(REAL_DOCUMENT_IDS)("%s", (id) => {
  const { text, provisions } = structureRealDocument(id);

  it("is the sum of its leaves, character by character", () => {
    const joined = leavesOf(provisions).map((leaf) => text.slice(leaf.from, leaf.until)).join("");
    expect(joined.length).toBe(text.length);
    expect(joined === text).toBe(true);
    expectSoundTree(text, provisions);
  });

  it("has the tree that was reviewed line by line against the source", () => {
    const golden = readFileSync(join(import.meta.dirname, "golden", `${id}.txt`), "utf8");
    expect(describeTree({ text, provisions })).toBe(golden);
  });
});

describe("addresses that people ask for", () => {
  it("gz-measures: all 19 articles, among them 第八条, whose number is not printed", () => {
    expect(eIdsOfKind("gz-measures", "article")).toEqual(numbers(19).map((n) => `art_${n}`));
    const { provisions } = structureRealDocument("gz-measures");
    expect(provisions.filter((entry) => entry.inferred).map((entry) => entry.eId)).toEqual(["art_8"]);
  });

  it("gz-measures: 7 directions of 第五条 and 7 conditions of 第六条", () => {
    expect(eIdsOfKind("gz-measures", "item")).toEqual([5, 6].flatMap((article) => numbers(7).map((n) => `art_${article}__item_${n}`)));
  });

  it("gz-opinion: 8 clusters, each with its sub-industries", () => {
    const clusters = eIdsOfKind("gz-opinion", "subsec").filter((eId) => eId.startsWith("sec_2__"));
    expect(clusters).toEqual(numbers(8).map((n) => `sec_2__subsec_${n}`));
    const dashes = eIdsOfKind("gz-opinion", "dash");
    expect(clusters.map((cluster) => dashes.filter((eId) => eId.startsWith(`${cluster}__`)).length)).toEqual([3, 4, 2, 2, 2, 2, 3, 3]);
    expect(eIdsOfKind("gz-opinion", "sec")).toEqual(["sec_1", "sec_2", "sec_3", "sec_4"]);
  });

  it("sd-plan: 20 clusters and 6 zones", () => {
    expect(eIdsOfKind("sd-plan", "point")).toEqual([
      ...numbers(20).map((n) => `sec_2__subsec_1__point_${n}`),
      ...numbers(6).map((n) => `sec_2__subsec_2__point_${n}`),
    ]);
  });

  it("js-opinion: 14 numbered subsections", () => {
    expect(eIdsOfKind("js-opinion", "subsec")).toEqual(
      [3, 5, 3, 3].flatMap((count, i) => numbers(count).map((n) => `sec_${i + 1}__subsec_${n}`)),
    );
  });
});

describe("the audit of the shipped documents", () => {
  it("finds the two numbers that the sources leave out, on their lines, and nothing else", () => {
    const findings = REAL_DOCUMENT_IDS.flatMap((id) => {
      const { text, provisions } = structureRealDocument(id);
      return auditNumbering(id, text, provisions).map((finding) => [id, finding.kind, text.split("\n")[finding.line - 1]!.slice(0, 11)]);
    });
    expect(findings).toEqual([
      ["gz-measures", "inferred", "提出申请。产业集群发展"],
      ["gz-opinion", "inferred", "总体要求"],
    ]);
  });
});
