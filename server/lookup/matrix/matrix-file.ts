import { csvFile } from "../../office/csv.js";
import { wordFile, type WordText } from "../../office/word.js";
import type { ComparedDocument, Matrix, MatrixCell, MatrixProvision } from "../../schemas/matrix.js";
import { STANDING_NAMES, standingOn } from "../../schemas/standing.js";

/** What a cell says where a document has no provision on the theme. */
export const NOT_WRITTEN = "原文没有写";
const INFERRED = "（序号为推定）";
const TITLE = "各地政策对照表";
/** Share of the width that the themes take, in per cent. */
const THEME_SHARE = 9;
const HEAD = ["主题", "地区", "文件", "文号", "效力", "条款", "所在标题", "地址", "原文摘录"];

/** The matrix as a Word file: a page that lies, a column a region, below each quote where it stands. */
export async function matrixDocx(matrix: Matrix): Promise<Buffer> {
  const { columns, rows, asOf } = matrix;
  const share = Math.floor((100 - THEME_SHARE) / columns.length);
  const documents = columns.flatMap((column) => column.documents);
  return wordFile({
    title: TITLE,
    landscape: true,
    parts: [
      { kind: "text", text: `效力按${asOf}判断。表中引号内的文字都是原文摘录；“${NOT_WRITTEN}”指按主题词没有在这份文件里认出相应条款，不以别处的规定代替。` },
      ...documents.flatMap(({ notices }) => notices).map(({ text }) => ({ kind: "text" as const, text })),
      {
        kind: "table",
        table: {
          columns: [{ name: "主题", share: THEME_SHARE }, ...columns.map(({ name }) => ({ name, share }))],
          rows: rows.map(({ theme, cells }) => [theme.name, ...cells.map((cell) => cellTexts(cell, documents, asOf))]),
          dense: true,
        },
      },
    ],
  });
}

/** A paragraph a quote, with its label before it and its source behind it: each can be copied out alone. */
function cellTexts(cell: MatrixCell, documents: readonly ComparedDocument[], asOf: string): WordText[][] {
  return cell.documents.flatMap(({ documentId, provisions }): WordText[][] => {
    const name = nameOf(documents.find((one) => one.documentId === documentId)!, asOf);
    if (provisions.length === 0) return [[{ text: NOT_WRITTEN, style: "plain" }, { text: ` ${name}`, style: "source" }]];
    return provisions.map((provision) => [
      { text: `${labelOf(provision)} `, style: "strong" },
      { text: `原文摘录：“${excerptOf(provision)}”`, style: "plain" },
      { text: ` ${name}，${provision.provisionId}`, style: "source" },
    ]);
  });
}

function nameOf(document: ComparedDocument, asOf: string): string {
  const { title, docNumber } = document;
  return `《${title}》（${docNumber ?? "原文未标文号"}），${STANDING_NAMES[standingOn(asOf, document)]}`;
}

/** A number that the source does not print is told as such wherever it stands. */
function labelOf({ label, inferred }: MatrixProvision): string {
  return inferred ? `${label}${INFERRED}` : label;
}

/** A quote that is a part of its provision shows where something was left out. */
function excerptOf({ quote, cutBefore, cutAfter }: MatrixProvision): string {
  return `${cutBefore ? "……" : ""}${quote}${cutAfter ? "……" : ""}`;
}

/** The matrix as rows of a spreadsheet: one a quote, and one for every document that says nothing of a theme. */
export function matrixCsv({ columns, rows, asOf }: Matrix): string {
  const lines = rows.flatMap(({ theme, cells }) =>
    cells.flatMap((cell, i) =>
      cell.documents.flatMap(({ documentId, provisions }) => {
        const { name, documents } = columns[i]!;
        const document = documents.find((one) => one.documentId === documentId)!;
        const shared = [theme.name, name, document.title, document.docNumber ?? "", STANDING_NAMES[standingOn(asOf, document)]];
        if (provisions.length === 0) return [[...shared, "", "", "", NOT_WRITTEN]];
        return provisions.map((provision) => [...shared, labelOf(provision), provision.path.join(" > "), provision.provisionId, provision.quote]);
      }),
    ),
  );
  return csvFile(HEAD, lines);
}
