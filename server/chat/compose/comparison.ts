import type { PolicyDocument } from "../../../ingest/index.js";
import type { Block, Chosen } from "../chosen.js";
import { leadFor, nextLeadFor } from "./lead.js";
import type { Piece } from "./piece.js";

/** What a cell says where its region or document has no provision on the matter. */
export const NO_PROVISION = "没有找到相应规定";
const MANY = "所问内容";
const LONGEST_ASPECT = 16;

/** A table in Markdown: a column a region or document, a row an aspect, every quote with its mark. */
export interface Table {
  pieces: Piece[];
  tail: string;
}

/** True where every quote can stand in a table's cell: no line break, no bar. */
export function fitsTable({ blocks }: Chosen): boolean {
  return blocks.every(({ provisions }) => provisions.flat().every(({ document, start, end }) => !/[\n|]/.test(document.text.slice(start, end))));
}

export function composeComparison({ blocks, scopes }: Chosen, aspects: readonly string[]): Table {
  const rows = [...new Set(blocks.map(({ asked }) => asked))];
  const pieces: Piece[] = [];
  const speaking = new Map<string, PolicyDocument>();
  let open = `| 比较 | ${scopes.join(" | ")} |\n|${" --- |".repeat(scopes.length + 1)}\n`;
  rows.forEach((asked, row) => {
    open += `| ${aspectName(rows.length === 1 ? aspects[0] : asked)} |`;
    for (const scope of scopes) {
      const block = blocks.find((candidate) => candidate.asked === asked && candidate.scope === scope);
      const cell = cellOf(block, speaking.get(scope));
      const last = cell[cell.length - 1];
      if (last) speaking.set(scope, last.span.document);
      open += " ";
      for (const { before, span } of cell) {
        pieces.push({ before: open + before, span });
        open = "";
      }
      open += cell.length === 0 ? `${NO_PROVISION} |` : " |";
    }
    if (row < rows.length - 1) open += "\n";
  });
  return { pieces, tail: open };
}

/** No figure of the question may stand there: it would look like one of the documents'. */
function aspectName(aspect: string | undefined): string {
  return aspect !== undefined && aspect.length <= LONGEST_ASPECT && !/[\d一二三四五六七八九十百千两零〇|]/.test(aspect) ? aspect : MANY;
}

/** @param speaking the document that the column named last: it is not named again */
function cellOf(block: Block | undefined, speaking: PolicyDocument | undefined): Piece[] {
  let document = speaking;
  return (block?.provisions ?? []).flatMap((spans, i) => {
    const [first] = spans;
    const lead = first!.document === document ? nextLeadFor(first!) : leadFor(first!);
    document = first!.document;
    return spans.map((span, k) => ({ before: k > 0 ? "……" : `${i > 0 ? "<br>" : ""}${lead}`, span }));
  });
}
