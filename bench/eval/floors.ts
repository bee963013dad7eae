import { readFileSync } from "node:fs";
import { z } from "zod";
import { isWorse, MEASURES, type Measure } from "./measures.js";
import type { Summaries, Summary } from "./summary.js";

const measureKey = z.enum(MEASURES.map(({ key }) => key) as [keyof Summary, ...(keyof Summary)[]]);
const floorsSchema = z.record(z.string(), z.partialRecord(measureKey, z.number()));

/** Group -> measure -> the worst value that still passes. */
export type Floors = z.infer<typeof floorsSchema>;

/** @throws Error naming the field that is no floor */
export function readFloors(path: string): Floors {
  const result = floorsSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (result.success) return result.data;
  const { path: field, message } = result.error.issues[0]!;
  throw new Error(`${path} 的 ${field.join(".")}：${message}`);
}

/** The bars that the figures miss, a sentence each. A group that the set does not have fails too. */
export function missedFloors(groups: Summaries, floors: Floors): string[] {
  return Object.entries(floors).flatMap(([name, bars]) => {
    const summary = groups[name];
    return summary ? MEASURES.flatMap((measure) => missed(name, measure, summary[measure.key], bars[measure.key])) : [`题集里没有“${name}”这一组。`];
  });
}

function missed(group: string, measure: Measure, value: number, bar: number | undefined): string[] {
  if (bar === undefined || !isWorse(measure, value, bar)) return [];
  const bound = measure.better === "higher" ? "不低于" : "不高于";
  return [`${group} 的${measure.label}为 ${measure.show(value)}，应${bound} ${measure.show(bar)}。`];
}
