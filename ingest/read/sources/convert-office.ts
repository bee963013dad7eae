import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Format } from "../formats.js";
import { Unreadable } from "../unreadable.js";
import { findProgram, runProgram } from "./outside-program.js";

const CONVERSION_MS = 120_000;
const OPTIONS = ["--headless", "--norestore", "--nolockcheck", "--nodefault"];
const MISSING = "本机没有装 LibreOffice，读不了；请安装 LibreOffice，或用 Word、WPS 另存为 .docx 后收录";

/** Converts documents of old Word, WPS and RTF to .docx with LibreOffice, which runs no macro; one at a time, for they share a profile. */
export class OfficeConverter {
  private readonly profile: string;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param folder for the profile of LibreOffice, whose first start takes seconds */
  constructor(folder: string) {
    this.profile = join(folder, "libreoffice");
  }

  /**
   * @param folder for its files, gone when the ingest ends
   * @returns the path of the .docx
   * @throws Unreadable where LibreOffice is not installed or cannot read it
   */
  convert(path: string, format: Format, folder: string): Promise<string> {
    const converted = this.turn.then(() => this.run(path, format, folder));
    this.turn = converted.catch(() => undefined);
    return converted;
  }

  private async run(path: string, format: Format, folder: string): Promise<string> {
    if (format === "office") refuseOtherOffice(readFileSync(path));
    const program = findProgram("soffice", "libreoffice");
    if (program === null) throw new Unreadable(MISSING);
    mkdirSync(folder, { recursive: true });
    const source = join(folder, format === "rtf" ? "source.rtf" : "source.doc");
    copyFileSync(path, source);
    const { code } = await runProgram(program, [...OPTIONS, `-env:UserInstallation=${pathToFileURL(this.profile).href}`, "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, source], CONVERSION_MS);
    if (code === null) throw new Unreadable(`LibreOffice 转换了 ${CONVERSION_MS / 1000} 秒还没有完成，已停止；文件可能有密码或已损坏`);
    const converted = join(folder, "source.docx");
    if (!existsSync(converted)) throw new Unreadable("LibreOffice 打不开这个文件，可能有密码或已损坏；请另存为 .docx 后收录");
    return converted;
  }
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
