import type { Retrieved } from "../retrieval/retrieve.js";
import type { Understanding } from "../understanding/understanding.js";

/** Sentences for the end of an answer that covers only part of what was asked: a province without documents, a number that is not there. */
export function gapsOf({ places, intent }: Understanding, { exact, unresolved }: Retrieved): string[] {
  const outside = [...new Set(places.filter((place) => !place.covered).map((place) => place.region))];
  const gaps: string[] = [];
  if (intent === "comparison" && outside.length > 0) gaps.push(`没有收录${outside.join("、")}的文件，这部分无法回答。`);
  if (exact.length > 0 && unresolved.length > 0) gaps.push(`没有找到“${unresolved.map((item) => item.text).join("、")}”。`);
  return gaps;
}
