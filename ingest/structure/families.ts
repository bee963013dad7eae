/**
 * The families of numbering in Chinese legal and official documents, outermost first.
 * `rank` orders them: a marker closes every open provision of its own rank or deeper (nesting.ts tells where lists depart from it).
 */
export const FAMILY_RANK = {
  division: 0, // 第一部分
  part: 1, // 第一编
  subpart: 2, // 第一分编
  chapter: 3, // 第一章
  section: 4, // 第一节
  article: 5, // 第一条
  clause: 5.5, // 5.1.1, as technical standards count
  sec: 6, // 一、
  bracket: 7, // （一）
  stem: 7.5, // 甲、
  point: 8, // 1、 1．
  subpoint: 9, // （1）
  half: 10, // 1）
  circle: 11, // ①
  letter: 12, // a）
  dash: 13, // ——
} as const;

export type Family = keyof typeof FAMILY_RANK;

/** Whether provisions of this family form lists inside others; the rest part the document. */
export function isList(family: Family): boolean {
  return FAMILY_RANK[family] >= FAMILY_RANK.sec;
}
