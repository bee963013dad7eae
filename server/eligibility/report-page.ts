import { createHash } from "node:crypto";
import type { EligibilityReport } from "../schemas/eligibility.js";
import { reportTables, type ReportTable } from "./report-tables.js";

const STYLE = `
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", SimSun, sans-serif; color: #1a1a1a; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; line-height: 1.6; }
h1 { font-size: 1.5rem; text-align: center; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
.verdict { border: 2px solid #1a1a1a; padding: .5rem 1rem; text-align: center; font-weight: bold; }
.notices { background: #fdf6e3; border-left: 4px solid #b58900; padding: .5rem 1rem; }
table { border-collapse: collapse; width: calc(100% - 2px); table-layout: fixed; font-size: .9rem; }
th, td { border: 1px solid #555; padding: .3rem .5rem; vertical-align: top; text-align: left; overflow-wrap: anywhere; white-space: pre-line; }
th { background: #eee; }
@media print {
  @page { size: A4; margin: 18mm 15mm; }
  body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  th, .notices { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

/** No script at all, and no style but this one. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

/** The report as a page to print: A4, with the tables' heads on every sheet. */
export function reportPage(report: EligibilityReport): string {
  const { title, documentTitle, asOf, verdictText, notices, missing } = report;
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escaped(title)}</h1>
<p>对照文件：《${escaped(documentTitle)}》　自测日期：${escaped(asOf)}</p>
<p class="verdict">自测结果：${escaped(verdictText)}</p>
<div class="notices">${notices.map((notice) => `<p>${escaped(notice)}</p>`).join("")}</div>
${missing.length === 0 ? "" : `<h2>还要弄清</h2><p>${escaped(missing.join("、"))}</p>`}
${reportTables(report).map(tableOf).join("\n")}
</body>
</html>
`;
}

function tableOf({ heading, columns, rows }: ReportTable): string {
  const widths = columns.map(({ share }) => `<col width="${share}%">`).join("");
  const head = columns.map(({ name }) => `<th scope="col">${escaped(name)}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`).join("\n");
  return `<h2>${escaped(heading)}</h2>\n<table><colgroup>${widths}</colgroup><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (ch) => ENTITIES[ch]!);
}
