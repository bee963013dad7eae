import { MOST_EXACT } from "../retrieval/exact-lane.js";
import type { Chosen } from "./chosen.js";
import type { Found } from "./found.js";
import { elsewhereIn } from "./gate/written-elsewhere.js";

/** Sentences for the end of an answer that covers only part of what was asked. */
export function gapsOf(found: Found, chosen: Chosen): string[] {
  const { places, documentIds } = found.understanding;
  const { exact, unresolved } = found.retrieved;
  const outside = [...new Set(places.filter((place) => !place.covered).map((place) => place.region))];
  const gaps: string[] = [];
  if (outside.length > 0 && documentIds.length === 0) gaps.push(`没有收录${outside.join("、")}的文件，以上出自其他地区的文件。`);
  if (exact.length > MOST_EXACT) gaps.push("所问条款较多，其余请在原文查看。");
  if (exact.length > 0 && unresolved.length > 0) gaps.push(`没有找到“${unresolved.map((item) => item.text).join("、")}”。`);
  const elsewhere = elsewhereIn(found, chosen);
  if (elsewhere !== "") gaps.push(elsewhere);
  return gaps;
}
