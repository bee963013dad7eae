import { textOfPieces, noteIf, type Piece, type SourceText } from "./source-text.js";

const FENCE = /^\s{0,3}(```|~~~)/;
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Markdown as text: marks of headings, emphasis, links and lists go; a line that Markdown would join to the one before stays a line. */
export function readMarkdown(source: string): SourceText {
  const pieces: Piece[] = [];
  const counts = { images: 0, tables: 0 };
  const lines = withoutFrontMatter(source.replace(/^\ufeff/, "").split(/\r\n?|\n/));
  let fenced = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (FENCE.test(line)) fenced = !fenced;
    else if (fenced) pieces.push({ paragraph: line });
    else if (line.includes("|") && TABLE_RULE.test(lines[at + 1] ?? "") && (lines[at + 1] ?? "").includes("-")) {
      const end = endOfTable(lines, at + 2);
      const rows = [line, ...lines.slice(at + 2, end)].map(cellsOf);
      pieces.push({ rows });
      counts.tables++;
      at = end - 1;
    } else if (!RULE.test(line)) pieces.push({ paragraph: plainLine(line, counts) });
  }
  return {
    text: textOfPieces(pieces),
    notes: [
      ...noteIf(counts.tables, "tables", (count) => `${count} 个表格按行读出`),
      ...noteIf(counts.images, "images", (count) => `${count} 幅图片没有收录`),
    ],
  };
}

/** What programs put before the text between two lines of ---. */
function withoutFrontMatter(lines: string[]): string[] {
  if (lines[0]?.trim() !== "---") return lines;
  const end = lines.indexOf("---", 1);
  return end > 0 && lines.slice(1, end).every((line) => /^([\w-]+:|\s|-|#|$)/.test(line)) ? lines.slice(end + 1) : lines;
}

function endOfTable(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && lines[end]!.includes("|")) end++;
  return end;
}

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => inline(cell.replaceAll("\\|", "|")).trim());
}

function plainLine(line: string, counts: { images: number }): string {
  const images = line.match(/!\[[^\]]*\]\([^)]*\)/g);
  counts.images += images?.length ?? 0;
  const body = line
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/^\s{0,3}#{1,6}\s+/, "")
    .replace(/^(\s{0,3}>\s?)+/, "")
    .replace(/^(\s*)[-*+]\s+/, "$1");
  return inline(body);
}

/** Emphasis, code, links and escapes; ** alone (a redacted name) stays. */
function inline(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__)(?=[^\s*_])([^*_]*[^\s*_])\1/g, "$2")
    .replace(/(?<![*\w])\*(?=[^\s*])([^*]*[^\s*])\*(?!\*)/g, "$1")
    .replace(/`([^`]+)`/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+\-.!|>~])/g, "$1");
}
