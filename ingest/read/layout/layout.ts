import type { Piece, ReadingNote } from "../source-text.js";
import { regionsOf, type Region } from "./columns.js";
import { removeFurniture } from "./furniture.js";
import type { PageText, PrintedLine } from "./page-text.js";
import { joinLines, type SetLine } from "./paragraphs.js";
import { takeTables, type PlacedTable } from "./tables.js";

/** A region that has too few lines for its own edges takes those of the document. */
const ENOUGH_LINES = 8;
const LEFT_SHARE = 0.1;
const RIGHT_SHARE = 0.92;

/** Printed pages as paragraphs and tables: columns in order, running lines taken out, wrapped lines joined. */
export function readPages(pages: readonly PageText[]): { pieces: Piece[]; notes: ReadingNote[] } {
  const tables = pages.map(takeTables);
  const set = tables.map(({ page }) => ({ height: page.height, regions: regionsOf(page) }));
  const furniture = removeFurniture(set);
  const columns = set.filter(({ regions }) => regions.some(({ column }) => column === 2)).length;
  const flow = set.flatMap(({ regions }, i) => placed(regions, tables[i]!.tables));
  const count = tables.reduce((sum, { tables: found }) => sum + found.length, 0);
  return {
    pieces: piecesOf(flow, edgesOf(set.flatMap(({ regions }) => regions))),
    notes: [
      { kind: "layout", text: "版面上折行的文字已接成段落，段落起止按缩进和行宽判断" },
      ...(furniture.length > 0 ? [{ kind: "left_out" as const, text: `页眉、页脚和页码没有收录：「${furniture.join("；").slice(0, 60)}」` }] : []),
      ...(columns > 0 ? [{ kind: "layout" as const, text: `${columns} 页分栏，按先左后右读出` }] : []),
      ...(count > 0 ? [{ kind: "tables" as const, text: `${count} 个表格按框线读出，单元格以“｜”分隔，请核对` }] : []),
    ],
  };
}

type Flow = { region: Region } | { rows: string[][] };

/** The regions of a page with its tables between them, by where they stand. */
function placed(regions: readonly Region[], tables: readonly PlacedTable[]): Flow[] {
  const flow: Flow[] = [];
  const waiting = [...tables];
  const tablesAbove = (y: number): void => {
    while (waiting[0] && waiting[0].top < y) flow.push({ rows: waiting.shift()!.rows });
  };
  for (const region of regions) {
    let lines: PrintedLine[] = [];
    for (const line of region.lines) {
      if (waiting[0] && waiting[0].top < line.y) {
        flow.push({ region: { ...region, lines } });
        lines = [];
        tablesAbove(line.y);
      }
      lines.push(line);
    }
    flow.push({ region: { ...region, lines } });
  }
  tablesAbove(Infinity);
  return flow;
}

interface Edges {
  left: number;
  right: number;
}

/** The edges of each column over the whole document. */
function edgesOf(regions: readonly Region[]): (column: number) => Edges {
  const byColumn = [0, 1, 2].map((column) => edges(regions.filter((region) => region.column === column).flatMap(({ lines }) => lines)));
  return (column) => byColumn[column]!;
}

function edges(lines: readonly PrintedLine[]): Edges {
  const at = (values: number[], share: number): number => values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  return { left: at(lines.map(({ left }) => left), LEFT_SHARE), right: at(lines.map(({ right }) => right), RIGHT_SHARE) };
}

function piecesOf(flow: readonly Flow[], documentEdges: (column: number) => Edges): Piece[] {
  const pieces: Piece[] = [];
  let lines: SetLine[] = [];
  const close = (): void => {
    pieces.push(...joinLines(lines).map((paragraph) => ({ paragraph })));
    lines = [];
  };
  for (const part of flow) {
    if ("rows" in part) {
      close();
      pieces.push({ rows: part.rows });
    } else lines.push(...setLines(part.region, documentEdges));
  }
  close();
  return pieces;
}

function setLines({ column, lines }: Region, documentEdges: (column: number) => Edges): SetLine[] {
  const { left, right } = lines.length >= ENOUGH_LINES ? edges(lines) : documentEdges(column);
  return lines.map((line, i) => {
    const above = lines[i - 1];
    return { ...line, columnLeft: left, columnRight: right, gap: above ? line.y - above.y : null };
  });
}
