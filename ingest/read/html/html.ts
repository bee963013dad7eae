import { parseDocument } from "htmlparser2";
import { decodeText } from "../decode-text.js";
import { noteIf, textOfPieces, type ReadingNote, type SourceText } from "../source-text.js";
import { Unreadable } from "../unreadable.js";
import { findBody, pageTitle } from "./page-body.js";
import { PieceWriter } from "./pieces.js";

/** The text of a web page without what surrounds it: navigation, scripts, share bars, footers. @throws Unreadable */
export function readHtml(bytes: Uint8Array): SourceText {
  const { text: source, encoding } = decodeHtml(bytes);
  const page = parseDocument(source, { decodeEntities: true, lowerCaseTags: true });
  const { body, removed } = findBody(page);
  const writer = new PieceWriter();
  writer.write(body);
  const pieces = writer.take();
  const title = pageTitle(page);
  const missing = title !== null && !pieces.slice(0, 6).some((piece) => "paragraph" in piece && squeeze(piece.paragraph).includes(squeeze(title)));
  const text = textOfPieces(missing && pieces.length > 0 && removed.length > 0 ? [{ paragraph: title }, ...pieces] : pieces);
  if (text.trim() === "") throw new Unreadable("网页里没有正文文字，内容可能要运行脚本才显示；请另存为文本或 Word 后收录");
  const notes: ReadingNote[] = [
    ...(encoding === "UTF-8" ? [] : [{ kind: "encoding" as const, text: `按 ${encoding} 编码读取` }]),
    ...(removed.length > 0 ? [{ kind: "left_out" as const, text: `网页上正文以外的部分没有收录：${removed.join("、")}` }] : []),
    ...(missing && removed.length > 0 ? [{ kind: "layout" as const, text: "标题取自网页的标题" }] : []),
    ...noteIf(writer.tables, "tables", (count) => `${count} 个表格按行读出，单元格以“｜”分隔`),
    ...noteIf(writer.numbered, "numbering", (count) => `${count} 个自动编号已写成文字`),
    ...noteIf(writer.images, "images", (count) => `${count} 幅图片没有收录`),
  ];
  return { text, notes };
}

/** UTF-8 or UTF-16 where the bytes are such; else what the page says of itself, GB18030 otherwise. */
function decodeHtml(bytes: Uint8Array): { text: string; encoding: string } {
  const said = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(Buffer.from(bytes.subarray(0, 4096)).toString("latin1"))?.[1]?.toLowerCase();
  if (said === "big5" || said === "big5-hkscs") return { text: new TextDecoder("big5").decode(bytes), encoding: "Big5" };
  return decodeText(bytes);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}
