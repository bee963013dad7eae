/**
 * The normalised text of a document: what every offset counts in. Content is kept as published; only what would break
 * offsets or display changes: BOM off, LF line ends, lone surrogates and C0 controls (other than tab and LF) to U+FFFD.
 */
export function normaliseText(raw: string): string {
  const text = raw.startsWith("\ufeff") ? raw.slice(1) : raw;
  return text
    .replace(/\r\n?/g, "\n")
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd");
}
