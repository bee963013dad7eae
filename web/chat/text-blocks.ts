/** A stretch of an answer: running text, or a table's rows of cells, its head first. */
export type TextBlock = { kind: "text"; text: string } | { kind: "table"; rows: string[][] };

const ROW = /^\| .* \|$/;
const RULE = /^\|( --- \|)+$/;

/** Parts an answer into running text and the Markdown tables that comparisons are written in. */
export function blocksOf(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const line of text.split("\n")) {
    const isRow = ROW.test(line) || RULE.test(line);
    const last = blocks[blocks.length - 1];
    if (isRow && last?.kind === "table") last.rows.push(...rowOf(line));
    else if (isRow) blocks.push({ kind: "table", rows: rowOf(line) });
    else if (last?.kind === "text") last.text += `\n${line}`;
    else blocks.push({ kind: "text", text: line });
  }
  return blocks.filter((block) => block.kind === "table" || block.text.trim() !== "").map(trimmed);
}

/** The cells of a line; the rule below the head has none. */
function rowOf(line: string): string[][] {
  return RULE.test(line) ? [] : [line.slice(2, -2).split(" | ").map((cell) => cell.replace(/<br>/g, "\n"))];
}

/** A table stands apart by its own margins. */
function trimmed(block: TextBlock): TextBlock {
  return block.kind === "text" ? { ...block, text: block.text.replace(/^\n+|\n+$/g, "") } : block;
}
