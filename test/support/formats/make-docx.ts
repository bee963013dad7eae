import { strToU8, zipSync } from "fflate";

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The parts of a Word document: inner XML of its root elements. */
export interface DocxParts {
  body: string;
  numbering?: string;
  styles?: string;
  footnotes?: string;
  header?: string;
}

/** A Word document of these parts, and whatever else a test puts into the ZIP. */
export function makeDocx({ body, numbering, styles, footnotes, header }: DocxParts, more: Record<string, Uint8Array> = {}): Uint8Array {
  const part = (root: string, inner: string): Uint8Array => strToU8(`${HEAD}<w:${root} ${WORD}>${inner}</w:${root}>`);
  return zipSync({
    "[Content_Types].xml": strToU8(`${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`),
    "word/document.xml": part("document", `<w:body>${body}</w:body>`),
    ...(numbering === undefined ? {} : { "word/numbering.xml": part("numbering", numbering) }),
    ...(styles === undefined ? {} : { "word/styles.xml": part("styles", styles) }),
    ...(footnotes === undefined ? {} : { "word/footnotes.xml": part("footnotes", footnotes) }),
    ...(header === undefined ? {} : { "word/header1.xml": part("hdr", header) }),
    ...more,
  });
}

/** A paragraph: its text, and its properties (inner XML of w:pPr). */
export function p(text: string, properties = ""): string {
  return `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${r(text)}</w:p>`;
}

export function r(text: string): string {
  return `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** Properties of a paragraph in a list. */
export function inList(numId: number, level = 0): string {
  return `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`;
}

/** A level of a list; `more` is further inner XML. */
export function level(at: number, format: string, text: string, more = '<w:start w:val="1"/>'): string {
  return `<w:lvl w:ilvl="${at}">${more}<w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
}

/** A table; each cell is text or inner XML of w:tc. */
export function table(...rows: string[][]): string {
  const cell = (content: string): string => `<w:tc>${content.startsWith("<") ? content : p(content)}</w:tc>`;
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(cell).join("")}</w:tr>`).join("")}</w:tbl>`;
}
