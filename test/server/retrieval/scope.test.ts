import { describe, expect, it } from "vitest";
import type { Passage } from "../../../ingest/index.js";
import { passagesOf } from "../../../ingest/search-index/snapshot.js";
import { filterScope, scopesOf, type SearchScope } from "../../../server/retrieval/scope.js";
import type { Understanding } from "../../../server/understanding/understanding.js";
import { understandingWith } from "../../support/understanding.js";
import { realDocuments } from "../../support/documents.js";

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

describe("the caller's filter", () => {
  it.each([
    [{}, ["city-essay", "gz-measures", "gz-opinion", "js-opinion", "sd-plan"]],
    [{ region: "贵州" }, ["gz-measures", "gz-opinion"]],
    [{ status: "in_force" as const }, ["js-opinion", "sd-plan"]],
    [{ status: "non_normative" as const }, ["city-essay"]],
    [{ documentId: "gz-opinion" }, ["gz-opinion"]],
    [{ documentId: "gz-opinion", region: "江苏" }, []],
    [{ region: "贵州", status: "in_force" as const }, []],
  ])("%j lets through %j", (filter, ids) => {
    expect(idsIn(filterScope(filter))).toEqual(ids);
  });
});
