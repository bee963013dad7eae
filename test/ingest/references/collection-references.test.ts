import { expect, it } from "vitest";
import { resolveCollection } from "../../../ingest/references/collection-references.js";
import { readReferences } from "../../../ingest/references/own-references.js";
import { documentOf } from "../../support/documents.js";

const LAW = ["招标投标法", "第一条 甲。", "第三条 乙：", "（一）丙；", "（二）丁。"].join("\n");
const documents = [
  documentOf({ id: "old-law", title: "中华人民共和国招标投标法", status: "superseded", effective: "2000-01-01" }, LAW),
  documentOf({ id: "law", title: "中华人民共和国招标投标法", shortTitles: ["招标法"], effective: "2017-12-28" }, LAW),
  documentOf({ id: "older-law", title: "招标投标法", effective: "2010-01-01" }, LAW),
  documentOf(
    { id: "measures", title: "某办法" },
    ["某办法", "第一条 依照《招标投标法》制定。", "第二条 违反《招标法》第三条第（二）项、依照招标投标法第一条的。", "第三条 违反《招标投标法》第九条、《民法典》第三条的，参见《民法典》。"].join("\n"),
  ),
];

it("leads names and short names to the document in force, numbers to its provisions, and lists what is not there", () => {
  const said = documents.map(({ meta, text, provisions }) => ({ documentId: meta.id, mentions: readReferences(meta, text, provisions).foreign }));
  const read: string[] = [];
  const { links, unresolved } = resolveCollection(documents.map(({ meta }) => meta), said, (id) => {
    read.push(id);
    return documents.find(({ meta }) => meta.id === id)!.provisions;
  });
  const { text } = documents[3]!;
  expect(links.map(({ documentId }) => documentId)).toEqual(["measures"]);
  expect(links[0]!.references.map(({ start, end, from, documentId, eIds }) => `${from} ${text.slice(start, end)} -> ${documentId} ${eIds.join(" ")}`)).toEqual([
    "art_1 《招标投标法》 -> law ", "art_2 《招标法》第三条第（二）项 -> law art_3__item_2", "art_2 第一条 -> law art_1",
  ]);
  expect(unresolved).toEqual([
    { documentId: "measures", line: 4, text: "《民法典》第三条", reason: "unknown_document" },
    { documentId: "measures", line: 4, text: "《招标投标法》第九条", reason: "no_such_provision" },
  ]);
  expect(read).toEqual(["law"]);
});
