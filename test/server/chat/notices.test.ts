import { describe, expect, it } from "vitest";
import type { DocumentMeta } from "../../../ingest/index.js";
import { wholeSpan } from "../../../server/chat/citations.js";
import { documentNotices, noticesFor } from "../../../server/chat/notices.js";
import { documentOf, realDocuments } from "../../support/documents.js";

const documents = realDocuments();
const DAY = "2026-06-01";

function span(id: string, eId: string) {
  const document = documents.get(id)!;
  return wholeSpan(document, document.provisions.find((provision) => provision.eId === eId)!);
}

const kinds = (meta: Partial<DocumentMeta>, asOf = DAY): string[] => documentNotices(documentOf({ id: "x", ...meta }, "第一条 试。"), asOf).map(({ kind }) => kind);

describe("notices that a document calls for", () => {
  it("none for a rule in force", () => {
    expect(kinds({ status: "in_force" })).toEqual([]);
  });

  it.each(["draft", "expired", "superseded", "non_normative"] as const)("one that says %s for a text of that status", (status) => {
    expect(kinds({ status })).toEqual([status]);
  });

  it("one of an ended period only from the day after its end", () => {
    const period = { from: "2021-01-01", to: "2025-12-31" };
    expect(kinds({ period }, "2025-12-31")).toEqual([]);
    expect(kinds({ period }, "2026-01-01")).toEqual(["expired"]);
  });

  it("one of a rule not yet in force only until the day it takes effect", () => {
    expect(kinds({ effective: "2026-07-01" }, "2026-06-30")).toEqual(["not_in_force_yet"]);
    expect(kinds({ effective: "2026-07-01" }, "2026-07-01")).toEqual([]);
  });

  it("one of a plan that has not begun", () => {
    const period = { from: "2021-01-01", to: "2025-12-31" };
    expect(kinds({ period }, "2020-12-31")).toEqual(["not_in_force_yet"]);
    expect(kinds({ period }, "2021-01-01")).toEqual([]);
  });

  it.each([
    ["in_force", "2023-12-31", []],
    ["in_force", "2024-01-01", ["expired"]],
    ["expired", "2024-01-01", ["expired"]],
    ["superseded", "2024-01-01", ["superseded"]],
  ] as const)("one of a text that is %s by its file and ended on 2024-01-01, on %s: %j", (status, day, expected) => {
    expect(kinds({ status, expired: "2024-01-01" }, day)).toEqual(expected);
  });

  it("say of a text that has ended since that it held on the day asked about", () => {
    const ended = (status: "expired" | "superseded") => documentNotices(documentOf({ id: "x", title: "旧办法", status, expired: "2024-01-01" }, "第一条 试。"), "2023-06-01");
    expect(ended("superseded")).toEqual([{ kind: "superseded", text: "《旧办法》在2023-06-01有效，自2024-01-01起被新文件取代。", documentId: "x" }]);
    expect(ended("expired")).toMatchObject([{ kind: "expired", text: "《旧办法》在2023-06-01有效，自2024-01-01起失效。" }]);
  });

  it("name the document and are in Chinese", () => {
    const [notice] = documentNotices(documents.get("gz-measures")!, DAY);
    expect(notice).toMatchObject({ kind: "draft", documentId: "gz-measures" });
    expect(notice!.text).toContain("《贵州省先进制造业集群培育管理办法（征求意见稿）》是征求意见稿");
  });
});

describe("notices beside an answer", () => {
  it("come once a document, however many spans it gives", () => {
    const notices = noticesFor([span("gz-measures", "art_1"), span("gz-measures", "art_2"), span("gz-opinion", "preface")], ["贵州"], DAY);
    expect(notices.map(({ kind, documentId }) => [kind, documentId])).toEqual([
      ["draft", "gz-measures"],
      ["draft", "gz-opinion"],
    ]);
  });

  it("say that a text is another region's where that region was not asked for", () => {
    const [notice] = noticesFor([span("js-opinion", "preface")], ["贵州"], DAY);
    expect(notice).toMatchObject({ kind: "other_region", documentId: "js-opinion" });
    expect(notice!.text).toContain("是江苏的文件，不适用于贵州");
  });

  it("say nothing of regions where none was asked for, or the text has none", () => {
    expect(noticesFor([span("js-opinion", "preface")], [], DAY)).toEqual([]);
    expect(noticesFor([span("city-essay", "preface")], ["贵州"], DAY).map(({ kind }) => kind)).toEqual(["non_normative"]);
  });

  it("say that a number was inferred, for the provision itself and for those below it", () => {
    const ofArticle = noticesFor([span("gz-measures", "art_8")], [], DAY).filter(({ kind }) => kind === "inferred_number");
    expect(ofArticle).toHaveLength(1);
    expect(ofArticle[0]!.text).toContain("第八条");
    const below = noticesFor([span("gz-opinion", "sec_1__subsec_3__para_1"), span("gz-opinion", "sec_1__subsec_1__para_1")], [], DAY);
    expect(below.filter(({ kind }) => kind === "inferred_number")).toHaveLength(1);
  });

  it("do not speak of inferred numbers where the source prints them", () => {
    expect(noticesFor([span("gz-measures", "art_7"), span("gz-measures", "art_9")], [], DAY).map(({ kind }) => kind)).toEqual(["draft"]);
  });
});
