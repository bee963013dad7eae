/** Excel takes a file without it for the system's own code page, and Chinese for rubbish. */
const BYTE_ORDER_MARK = "\uFEFF";
/** What a spreadsheet would calculate, in half and full width, and what hides it: tab and carriage return. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;

/** Media type of a CSV file. */
export const CSV_TYPE = "text/csv; charset=utf-8";

/**
 * A CSV file (RFC 4180) that Excel and WPS open as a double click does. A cell that would be calculated gets an apostrophe
 * before it, so that text of a document can never run as a formula.
 */
export function csvFile(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + [head, ...rows].map((cells) => `${cells.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}
