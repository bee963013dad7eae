import { FORMAT_NAMES, formatByName, type Format } from "./formats.js";
import type { ReadingNote } from "./source-text.js";
import { Unreadable } from "./unreadable.js";

/** So many bytes of a file tell what it holds. */
export const HEAD_BYTES = 4096;

/** What a file holds as far as its first bytes tell: a ZIP may be more than one format. */
export type Container = Format | "zip";

/** What stands at the head of files that no policy document is. */
const FOREIGN: readonly (readonly [signature: string, reason: string])[] = [
  ["89504e47", PICTURE()],
  ["ffd8ff", PICTURE()],
  ["47494638", PICTURE()],
  ["49492a00", PICTURE()],
  ["4d4d002a", PICTURE()],
  ["424d", PICTURE()],
  ["52617221", ARCHIVE("RAR")],
  ["377abcaf271c", ARCHIVE("7z")],
  ["1f8b", ARCHIVE("gzip")],
  ["425a68", ARCHIVE("bzip2")],
  ["fd377a585a00", ARCHIVE("xz")],
  ["7f454c46", "是程序文件，不是文档"],
  ["4d5a", "是程序文件，不是文档"],
  ["53514c69746520", "是数据库文件，不是文档"],
];

function PICTURE(): string {
  return "是图片，没有文字；请提供可以复制文字的版本，或扫描成 PDF";
}

function ARCHIVE(kind: string): string {
  return `是 ${kind} 压缩包，请解压后收录里面的文件`;
}

/**
 * What a file holds by its first bytes; the name decides only between formats of plain text.
 * @param head the first `HEAD_BYTES` of the file, or all of a shorter one
 * @throws Unreadable for what is no document
 */
export function sniff(head: Uint8Array, file: string): Container {
  if (head.length === 0) throw new Unreadable("文件是空的（0 字节）");
  const start = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (startsWith(start, "504b0304") || startsWith(start, "504b0506")) return "zip";
  if (start.subarray(0, 1024).includes("%PDF-")) return "pdf";
  if (startsWith(start, "d0cf11e0a1b11ae1")) return "office";
  if (start.subarray(0, 5).toString("latin1") === "{\\rtf") return "rtf";
  const foreign = FOREIGN.find(([signature]) => startsWith(start, signature));
  if (foreign && !isPrintable(start)) throw new Unreadable(foreign[1]);
  const promised = formatByName(file);
  if (isMarkup(start, promised === "html")) return "html";
  return promised === "md" ? "md" : "txt";
}

/** Tells where the name promises something else than what was read. */
export function noteOnName(file: string, format: Format): ReadingNote[] {
  const promised = formatByName(file);
  if (promised === format) return [];
  const extension = /\.[^.]*$/.exec(file)?.[0];
  const name = extension === undefined ? "没有扩展名" : `扩展名是 ${extension}`;
  return [{ kind: "format", text: `${name}，内容是${FORMAT_NAMES[format]}，已按内容读取；请核对扩展名` }];
}

function startsWith(start: Buffer, signature: string): boolean {
  return start.toString("hex", 0, signature.length / 2) === signature;
}

/** Two letters such as BM or MZ may begin a text as well. */
function isPrintable(start: Buffer): boolean {
  return start.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

/** A page: its first words are markup; where the name promises one, any element will do. */
function isMarkup(start: Buffer, promised: boolean): boolean {
  const text = (start[1] === 0 || start[0] === 0 || start[0] === 0xff || start[0] === 0xfe ? start.filter((byte) => byte !== 0) : start).toString("latin1");
  if (/^[^<]{0,4}\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(text)) return true;
  return promised && /<[a-z!][^<]*>/i.test(text);
}
