import { MOST_EXACT } from "../retrieval/exact-lane.js";
import type { Retrieved } from "../retrieval/retrieve.js";
import type { Understanding } from "../understanding/understanding.js";

/** Sentences for the end of an answer that covers only part of what was asked. */
export function gapsOf({ places, documentIds }: Understanding, { exact, unresolved }: Retrieved): string[] {
  const outside = [...new Set(places.filter((place) => !place.covered).map((place) => place.region))];
  const gaps: string[] = [];
  if (outside.length > 0 && documentIds.length === 0) gaps.push(`没有收录${outside.join("、")}的文件，以上出自其他地区的文件。`);
  if (exact.length > MOST_EXACT) gaps.push("所问条款较多，其余请在原文查看。");
  if (exact.length > 0 && unresolved.length > 0) gaps.push(`没有找到“${unresolved.map((item) => item.text).join("、")}”。`);
  return gaps;
}
