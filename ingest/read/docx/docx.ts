import { noteIf, textOfPieces, type Piece, type ReadingNote, type SourceText } from "../source-text.js";
import { Unreadable } from "../unreadable.js";
import { descendants, elementOf, elementsOf, parseXml, textIn, type XmlElement } from "../xml.js";
import type { ZipFile } from "../zip.js";
import { BodyReader, type Counts, type NoteTexts } from "./body.js";
import { Numbering } from "./numbering.js";
import { Styles } from "./styles.js";

export const DOCX_BODY = "word/document.xml";

/** A Word document with its automatic numbers, tables, notes and text boxes as text. @throws Unreadable */
export function readDocx(zip: ZipFile): SourceText {
  const part = (name: string): XmlElement | null => {
    const bytes = zip.read(`word/${name}`);
    return bytes ? parseXml(bytes) : null;
  };
  const body = elementOf(part("document.xml") ?? undefined, "body");
  if (!body) throw new Unreadable("Word 文档里没有正文（word/document.xml）");
  const styles = new Styles(part("styles.xml"));
  const reader = new BodyReader(new Numbering(part("numbering.xml"), styles), styles, noteTexts(part("footnotes.xml"), part("endnotes.xml")));
  const pieces: Piece[] = reader.read(body);
  return { text: textOfPieces(pieces), notes: [...describe(reader.counts), ...furniture(zip)] };
}

/** Footnotes and endnotes; those with a type are the lines that part notes from the text. */
function noteTexts(footnotes: XmlElement | null, endnotes: XmlElement | null): NoteTexts {
  const entries = (root: XmlElement | null, kind: string): [string, XmlElement][] =>
    elementsOf(root ?? undefined, kind).filter(({ attributes }) => attributes["type"] === undefined).map((note) => [`${kind} ${note.attributes["id"]}`, note]);
  return new Map([...entries(footnotes, "footnote"), ...entries(endnotes, "endnote")]);
}

function describe(counts: Counts): ReadingNote[] {
  return [
    ...noteIf(counts.numbered, "numbering", (count) => `${count} 个自动编号已写成文字`),
    ...noteIf(counts.tables, "tables", (count) => `${count} 个表格按行读出，单元格以“｜”分隔`),
    ...noteIf(counts.merged, "tables", (count) => `${count} 处纵向合并的单元格在每一行重复`),
    ...noteIf(counts.notes, "footnotes", (count) => `${count} 条脚注或尾注排在所在段落之后`),
    ...noteIf(counts.textBoxes, "text_boxes", (count) => `${count} 个文本框排在所在段落之后`),
    ...noteIf(counts.deleted, "revisions", (count) => `${count} 处修订中已删除的内容没有收录，新增的已收录`),
    ...noteIf(counts.hidden, "left_out", (count) => `${count} 处隐藏文字没有收录`),
    ...noteIf(counts.contents, "left_out", () => "目录没有收录"),
    ...noteIf(counts.images, "images", (count) => `${count} 幅图片或嵌入对象没有收录`),
    ...noteIf(counts.formulas, "layout", (count) => `${count} 个公式只读出字符，上下标和分式丢失`),
  ];
}

/** What headers and footers say is left out, and told. */
function furniture(zip: ZipFile): ReadingNote[] {
  const said = zip.names
    .filter((name) => /^word\/(header|footer)\d*\.xml$/i.test(name))
    .map((name) => descendants(parseXml(zip.read(name)!), "t").map(textIn).join("").trim())
    .filter((text) => /\p{L}/u.test(text));
  return noteIf(said.length, "left_out", () => `页眉页脚没有收录：「${[...new Set(said)].join("；").slice(0, 60)}」`);
}
