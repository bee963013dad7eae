import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Format } from "../formats.js";
import { Unreadable } from "../unreadable.js";
import { findProgram, runProgram } from "./outside-program.js";

const CONVERSION_MS = 120_000;
const MISSING = "本机没有装 LibreOffice，读不了；请安装 LibreOffice，或用 Word、WPS 另存为 .docx 后收录";

/**
 * Converts a document of old Word, WPS or RTF to .docx with LibreOffice, which runs no macro.
 * @param folder for its files, gone when the ingest ends
 * @returns the path of the .docx
 * @throws Unreadable where LibreOffice is not installed or cannot read it
 */
export async function convertOffice(path: string, format: Format, folder: string): Promise<string> {
  if (format === "office") refuseOtherOffice(readFileSync(path));
  const program = findProgram("soffice", "libreoffice");
  if (program === null) throw new Unreadable(MISSING);
  mkdirSync(folder, { recursive: true });
  const source = join(folder, format === "rtf" ? "source.rtf" : "source.doc");
  copyFileSync(path, source);
  // One profile for all: the first start of one takes seconds.
  const profile = pathToFileURL(join(folder, "..", "libreoffice")).href;
  const args = ["--headless", "--norestore", "--nolockcheck", "--nodefault", `-env:UserInstallation=${profile}`, "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, source];
  const { code } = await runProgram(program, args, CONVERSION_MS);
  if (code === null) throw new Unreadable(`LibreOffice 转换了 ${CONVERSION_MS / 1000} 秒还没有完成，已停止；文件可能有密码或已损坏`);
  const converted = join(folder, "source.docx");
  if (!existsSync(converted)) throw new Unreadable("LibreOffice 打不开这个文件，可能有密码或已损坏；请另存为 .docx 后收录");
  return converted;
}

/** What else the same container holds, by names in its directory (UTF-16). */
const OTHERS: readonly (readonly [name: string, reason: string])[] = [
  ["EncryptedPackage", "文件加了密码，请去掉密码后再收录"],
  ["Workbook", "是 Excel 表格，请另存为 Word 或 PDF 后收录"],
  ["PowerPoint Document", "是演示文稿，请另存为 PDF 后收录"],
];

function refuseOtherOffice(bytes: Buffer): void {
  const holds = (name: string): boolean => bytes.includes(Buffer.from(name, "utf16le"));
  const other = OTHERS.find(([name]) => holds(name));
  if (other && !holds("WordDocument")) throw new Unreadable(other[1]);
  if (!holds("WordDocument")) throw new Unreadable("旧版 Office 文件不完整，里面没有 Word 正文，可能已损坏");
}
