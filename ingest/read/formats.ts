import { extname } from "node:path";

/** What a source file can hold. `office` is the binary format of old Word and WPS, `rtf` its rich text: read through LibreOffice. */
export const FORMATS = ["txt", "md", "html", "docx", "pdf", "ofd", "office", "rtf"] as const;
export type Format = (typeof FORMATS)[number];

export const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  txt: "纯文本",
  md: "Markdown 文本",
  html: "网页",
  docx: "Word 文档（.docx）",
  pdf: "PDF",
  ofd: "OFD 版式文件",
  office: "旧版 Word 或 WPS 文档",
  rtf: "RTF 文档",
};

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  ".txt": "txt",
  ".md": "md",
  ".markdown": "md",
  ".html": "html",
  ".htm": "html",
  ".shtml": "html",
  ".docx": "docx",
  ".pdf": "pdf",
  ".ofd": "ofd",
  ".doc": "office",
  ".wps": "office",
  ".rtf": "rtf",
};

export const EXTENSIONS: readonly string[] = Object.keys(BY_EXTENSION);

/** The format that a name promises; null where it promises none that is known. */
export function formatByName(file: string): Format | null {
  return BY_EXTENSION[extname(file).toLowerCase()] ?? null;
}

/** Text formats are read where they lie, in this process; all others by a child. */
export function isPlain(format: Format): boolean {
  return format === "txt" || format === "md";
}
