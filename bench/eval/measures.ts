import type { Summary } from "./summary.js";

/** A figure that is compared and held to a floor: what it is called, and which way is better. */
export interface Measure {
  key: keyof Summary;
  label: string;
  better: "higher" | "lower";
  show(value: number): string;
}

const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;
const plain = (value: number): string => String(value);
const milliseconds = (value: number): string => `${value.toFixed(1)}毫秒`;

export const MEASURES: readonly Measure[] = [
  { key: "right", label: "全对", better: "higher", show: percent },
  { key: "evidence", label: "依据", better: "higher", show: percent },
  { key: "facts", label: "要点", better: "higher", show: percent },
  { key: "refusedRightly", label: "该拒已拒", better: "higher", show: percent },
  { key: "refusedWrongly", label: "误拒", better: "lower", show: percent },
  { key: "draftsTold", label: "草案已提示", better: "higher", show: percent },
  { key: "expiredTold", label: "届满已提示", better: "higher", show: percent },
  { key: "backgroundTold", label: "非政策已提示", better: "higher", show: percent },
  { key: "brokenCitations", label: "坏引文", better: "lower", show: plain },
  { key: "forbidden", label: "禁用语", better: "lower", show: plain },
  { key: "medianLength", label: "长度中位", better: "lower", show: plain },
  { key: "mostCitations", label: "最多引文", better: "lower", show: plain },
  { key: "p50Ms", label: "p50", better: "lower", show: milliseconds },
  { key: "p99Ms", label: "p99", better: "lower", show: milliseconds },
];

export function isWorse({ better }: Measure, value: number, than: number): boolean {
  return better === "higher" ? value < than : value > than;
}
