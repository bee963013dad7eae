import type { Citation } from "../schemas/objects.js";
import type { EligibilityReport } from "../schemas/eligibility.js";

/** A table of the report, the same on paper and in Word. */
export interface ReportTable {
  heading: string;
  /** Names with their share of the width, in per cent. */
  columns: { name: string; share: number }[];
  rows: string[][];
}

/** The report's tables in order; one that would be empty is left out. */
export function reportTables({ conditions, facts, steps, deadlines }: EligibilityReport): ReportTable[] {
  const tables: ReportTable[] = [
    {
      heading: "逐项判断",
      columns: [{ name: "条件", share: 14 }, { name: "判断", share: 11 }, { name: "理由", share: 25 }, { name: "依据（原文）", share: 34 }, { name: "可准备的材料", share: 16 }],
      rows: conditions.map((one) => [one.title, one.verdictText, one.reason, quoted(one.citation), one.materials.join("；")]),
    },
    { heading: "填报的情况", columns: [{ name: "事项", share: 40 }, { name: "内容", share: 60 }], rows: facts.map(({ name, value }) => [name, value]) },
    {
      heading: "往哪里交、按什么顺序",
      columns: [{ name: "步骤", share: 10 }, { name: "做什么", share: 40 }, { name: "依据（原文）", share: 50 }],
      rows: steps.map(({ what, citation }, i) => [String(i + 1), what, quoted(citation)]),
    },
    {
      heading: "认定以后",
      columns: [{ name: "事项", share: 30 }, { name: "时间", share: 25 }, { name: "依据（原文）", share: 45 }],
      rows: deadlines.map(({ what, dates, citation }) => [what, dates.map(timeOf).join("\n"), quoted(citation)]),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

/** The label, once: provisions whose text begins with it need no other. */
function quoted({ label, quote }: Citation): string {
  return quote.startsWith(label) ? quote : `${label}：${quote}`;
}

/** 2027 -> 2027年; a day as it is. */
function timeOf(date: string): string {
  return date.length === 4 ? `${date}年` : date;
}
