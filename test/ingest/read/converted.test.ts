import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeGbk } from "../../../bench/formats/encode-gbk.js";
import { treeDifferences } from "../../../bench/formats/tree-differences.js";
import { readFormat } from "../../../ingest/read/read-format.js";
import { findProgram } from "../../../ingest/read/sources/outside-program.js";
import { readSources, type SourceReading } from "../../../ingest/read/sources/read-sources.js";
import { structureText } from "../../../ingest/structure/structure.js";
import { REAL_DOCUMENT_IDS, structureRealDocument } from "../../support/real-documents.js";
import { tempFolder } from "../../support/temp-folder.js";

/** gz-measures as LibreOffice converts it: `npm run bench:formats -- --fixtures` writes them anew. */
const FIXTURES = join(import.meta.dirname, "fixtures");
const original = structureRealDocument("gz-measures");

function expectSameTree(text: string): void {
  expect(treeDifferences(original, { text, provisions: structureText(text) })).toEqual([]);
}

describe("a document that was converted has the tree of the original", () => {
  it.each(["gz-measures.docx", "gz-measures.html", "gz-measures.pdf"])("%s", async (file) => {
    expectSameTree((await readFormat(readFileSync(join(FIXTURES, file)), file)).text);
  });

  it.each(REAL_DOCUMENT_IDS)("%s in GB18030", async (id) => {
    const { text, provisions } = structureRealDocument(id);
    const read = await readFormat(encodeGbk(text.replace(/\u00a0|[\u2000-\u200b]/g, " ")), "source.txt");
    expect(read.notes.map((note) => note.text)).toEqual(["按 GB18030 编码读取"]);
    expect(treeDifferences({ text, provisions }, { text: read.text, provisions: structureText(read.text) })).toEqual([]);
  });

  const soffice = findProgram("soffice", "libreoffice");
  it.skipIf(soffice === null)(`gz-measures.doc${soffice === null ? " (skipped: LibreOffice is not installed)" : ""}`, async () => {
    const path = join(FIXTURES, "gz-measures.doc");
    const [reading] = await readSources([path], join(tempFolder(), "texts"));
    const { format, textPath, notes } = reading as SourceReading;
    expect({ file: basename(path), format, notes: notes.map((note) => note.text) }).toEqual({ file: "gz-measures.doc", format: "office", notes: ["旧版 Word 或 WPS 文档，由 LibreOffice 转换后读取"] });
    expectSameTree(readFileSync(textPath!, "utf8"));
  });
});
