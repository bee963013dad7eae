import { describe, expect, it } from "vitest";
import type { Passage } from "../../../ingest/index.js";
import { passagesOf } from "../../../ingest/search-index/snapshot.js";
import { documentsOn, filterScope, scopesOf, type SearchScope } from "../../../server/retrieval/scope.js";
import type { Understanding } from "../../../server/understanding/understanding.js";
import { understandingWith } from "../../support/understanding.js";
import { documentOf, realDocuments } from "../../support/documents.js";

const documents = realDocuments();
const passages: Passage[] = passagesOf([...documents.values()].map((document) => ({ document, askedAs: {} })));

const asked = (scope: Partial<Pick<Understanding, "regions" | "documentIds">>): Understanding => understandingWith(scope);

/** The documents of which a scope lets any passage through. */
const idsIn = (scope: SearchScope): string[] => [...new Set(passages.filter((passage) => scope.accepts(passage)).map((passage) => passage.document.meta.id))];

describe("scopes of a question", () => {
  it("are one a region that it names, in its order", () => {
    expect(scopesOf(asked({ regions: ["江苏", "贵州"] }), documents).map(idsIn)).toEqual([["js-opinion"], ["gz-measures", "gz-opinion"]]);
  });

  it("are one a document that it names, whatever the regions", () => {
    const scopes = scopesOf(asked({ documentIds: ["sd-plan", "gz-measures"], regions: ["山东", "贵州"] }), documents);
    expect(scopes.map(idsIn)).toEqual([["sd-plan"], ["gz-measures"]]);
    expect(scopes[1]!.name).toBe(documents.get("gz-measures")!.meta.title);
  });

  it("are a single one over everything where it names nothing", () => {
    expect(scopesOf(asked({}), documents).map(idsIn)).toEqual([[...documents.keys()]]);
  });
});

describe("documents that may answer on a day", () => {
  const versions = new Map(
    [
      documentOf({ id: "old", status: "superseded", issued: "2020-01-01", expired: "2024-01-01" }, "第一条 旧。"),
      documentOf({ id: "new", issued: "2023-12-01", effective: "2024-01-01" }, "第一条 新。"),
      documentOf({ id: "undated", status: "draft" }, "第一条 稿。"),
      documentOf({ id: "plan", period: { from: "2021-01-01", to: "2023-12-31" } }, "第一条 划。"),
      documentOf({ id: "gone", status: "expired" }, "第一条 废。"),
    ].map((document) => [document.meta.id, document]),
  );
  const on = (day: string, ...askedFor: string[]): string[] => [...documentsOn(versions, day, askedFor).keys()];

  it.each([
    ["2019-06-01", ["undated", "plan"]],
    ["2023-06-01", ["old", "undated", "plan"]],
    ["2023-12-15", ["old", "new", "undated", "plan"]],
    ["2024-01-01", ["new", "undated", "plan"]],
  ])("on %s: %j", (day, ids) => {
    expect(on(day)).toEqual(ids);
  });

  it("hold one that has ended where the question names it, and never one that was not issued yet", () => {
    expect(on("2025-01-01", "old", "gone")).toEqual(["old", "new", "undated", "plan", "gone"]);
    expect(on("2019-06-01", "old", "new")).toEqual(["undated", "plan"]);
  });

  it("are all that any scope of the question lets through", () => {
    const inVersions = (understanding: Partial<Understanding>): string[][] => {
      const of = passagesOf([...versions.values()].map((document) => ({ document, askedAs: {} })));
      const open = documentsOn(versions, "2025-01-01", []);
      return scopesOf(asked(understanding), open).map((scope) => of.filter((passage) => scope.accepts(passage)).map((passage) => passage.document.meta.id));
    };
    expect(inVersions({})).toEqual([["new", "undated", "plan"]]);
    expect(inVersions({ regions: ["贵州"] })).toEqual([["new", "undated", "plan"]]);
    expect(inVersions({ documentIds: ["old"] })).toEqual([[]]);
  });
});

describe("the caller's filter", () => {
  it.each([
    [{}, ["city-essay", "gz-measures", "gz-opinion", "js-opinion", "sd-plan"]],
    [{ region: "贵州" }, ["gz-measures", "gz-opinion"]],
    [{ status: "in_force" as const }, ["js-opinion", "sd-plan"]],
    [{ status: "non_normative" as const }, ["city-essay"]],
    [{ documentId: "gz-opinion" }, ["gz-opinion"]],
    [{ documentId: "gz-opinion", region: "江苏" }, []],
    [{ region: "贵州", status: "in_force" as const }, []],
    [{ asOf: "2018-06-24" }, ["city-essay", "gz-measures", "gz-opinion", "sd-plan"]],
    [{ asOf: "2018-06-25", region: "江苏" }, ["js-opinion"]],
    [{ asOf: "2018-06-24", documentId: "js-opinion" }, []],
    [{ asOf: "2030-01-01", region: "山东" }, ["sd-plan"]],
  ])("%j lets through %j", (filter, ids) => {
    expect(idsIn(filterScope(filter))).toEqual(ids);
  });
});
