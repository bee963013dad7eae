import type { Block, Chosen } from "../chosen.js";
import type { CitedSpan } from "../citations.js";
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
  let open = `| 比较 | ${scopes.join(" | ")} |\n|${" --- |".repeat(scopes.length + 1)}\n`;
  rows.forEach((asked, row) => {
    open += `| ${aspectName(rows.length === 1 ? aspects[0] : asked)} |`;
    for (const scope of scopes) {
      const block = blocks.find((candidate) => candidate.asked === asked && candidate.scope === scope);
      const cell = cellOf(block);
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

function cellOf(block: Block | undefined): Piece[] {
  const provisions = block?.provisions ?? [];
  return provisions.flatMap((spans, i) => {
    const lead = i > 0 && spans[0]!.document === provisions[i - 1]![0]!.document ? nextLeadFor(spans[0]!) : leadFor(spans[0]!);
    return spans.map((span: CitedSpan, k) => ({ before: k > 0 ? "……" : `${i > 0 ? "<br>" : ""}${lead}`, span }));
  });
}
