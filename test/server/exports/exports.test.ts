import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { PolicyDocument } from "../../../ingest/index.js";
import { toAkomaNtoso } from "../../../server/exports/akn.js";
import { exportDocument } from "../../../server/exports/exports.js";
import { unitsOf } from "../../../server/versions/units.js";
import { documentOf, realDocuments } from "../../support/documents.js";

const documents = [...realDocuments().values()];
const schema = { fileName: "akn-subset.xsd", contents: readFileSync(join(import.meta.dirname, "akn-subset.xsd"), "utf8") };

/** What the schema holds against the documents, exported. */
async function faultsOf(...exported: PolicyDocument[]): Promise<string[]> {
  const xml = exported.map((document, i) => ({ fileName: `${i}-${document.meta.id}.xml`, contents: toAkomaNtoso(document) }));
  const { errors } = await validateXML({ xml, schema: [schema] });
  return errors.map(({ rawMessage }) => rawMessage);
}

const solid = (text: string): string => text.replace(/\s+/g, "");
const textOf = (xml: string): string => solid(xml.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&"));

describe("Akoma Ntoso", () => {
  it("holds to the part of the standard that is used, for every document of the corpus", async () => {
    expect(await faultsOf(...documents)).toEqual([]);
  });

  it("the check finds a body without structure, and an element in the wrong place", async () => {
    const xml = toAkomaNtoso(documents[1]!);
    for (const broken of [xml.replace(/<body>.*<\/body>/s, "<body></body>"), xml.replace("<content>", "<preface>").replace("</content>", "</preface>")]) {
      expect((await validateXML({ xml: [{ fileName: "broken.xml", contents: broken }], schema: [schema] })).valid).toBe(false);
    }
  });

  it("holds every character of the text but white space, in order, once", () => {
    for (const document of documents) expect(textOf(toAkomaNtoso(document)), document.meta.id).toBe(solid(document.text));
  });

  it("gives every provision its address, once", () => {
    for (const document of documents) {
      const eIds = [...toAkomaNtoso(document).matchAll(/ eId="([^"]+)"/g)].map(([, eId]) => eId!).filter((eId) => eId !== "issuer");
      expect(new Set(eIds)).toEqual(new Set(document.provisions.map(({ eId }) => eId)));
      expect(eIds).toHaveLength(document.provisions.length);
    }
  });

  it("makes a rule an act, its draft a bill, and anything else a document, each under the address of its work", () => {
    const rootOf = (id: string, meta: Partial<PolicyDocument["meta"]>): string => /<(act|bill|doc) /.exec(toAkomaNtoso(documentOf({ id, ...meta }, "第一条 甲。\n")))![1]!;
    expect(rootOf("a", { kind: "measures", status: "in_force" })).toBe("act");
    expect(rootOf("a", { kind: "measures", status: "draft" })).toBe("bill");
    expect(rootOf("a", { kind: "opinion", status: "in_force" })).toBe("doc");
    const version = { of: "trial-measures", name: "2024年版", edition: null, replaces: [], repeals: [], amends: [], supersededBy: null, repealedBy: null, amendedBy: [], others: [] };
    expect(toAkomaNtoso(documentOf({ id: "a", issued: "2024-01-01", version }, "第一条 甲。\n"))).toContain('<FRBRuri value="/akn/cn/act/trial-measures/zho@2024-01-01"/>');
  });

  it("stands any text: marks of XML, numbers without text, nothing at all", async () => {
    const odd = fc.sample(fc.array(fc.constantFrom("第一章 甲", "第一条", "第二条 <a>&\"b\"</a>", "（一）乙：", "1．丙", "一、", "——丁", "正文。", "]]>", "\u0001\ufffe", ""), { maxLength: 12 }), { numRuns: 60, seed: 3 });
    const exported = odd.map((lines, i) => documentOf({ id: `odd-${i}` }, `${lines.join("\n")}\n`));
    expect(await faultsOf(...exported)).toEqual([]);
  });
});

describe("the other formats", () => {
  it("JSON holds text, addresses and spans that fit", () => {
    for (const document of documents) {
      const told = JSON.parse(exportDocument(document, "json").text) as { text: string; provisions: { eId: string; start: number; end: number; text: string }[] };
      expect(told.text).toBe(document.text);
      expect(told.provisions.map(({ eId }) => eId)).toEqual(document.provisions.map(({ eId }) => eId));
      for (const { start, end, text } of told.provisions) expect(told.text.slice(start, end)).toBe(text);
    }
  });

  it("Markdown holds every passage with its address as a link", () => {
    for (const document of documents) {
      const { text } = exportDocument(document, "md");
      for (const { provision } of unitsOf(document)) expect(text).toContain(`[${provision.eId}](/documents/${document.meta.id}#${provision.eId})`);
    }
    expect(exportDocument(documentOf({ id: "x" }, "1. *重点*\n"), "md").text).toContain("1\\. \\*重点\\*");
  });
});
