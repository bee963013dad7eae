import type { DocumentMeta } from "../model.js";

const STATE = "中华人民共和国";
const APPENDIX = /[（(][^（()）]{1,20}[）)]$/;

/** A title as names are compared: no marks, no spaces, no 中华人民共和国, brackets of one width. */
export function plainTitle(title: string): string {
  let plain = title.replace(/[\s\u3000《》〈〉“”]/g, "").replace(/\(/g, "（").replace(/\)/g, "）");
  if (plain.startsWith(STATE) && plain.length > STATE.length) plain = plain.slice(STATE.length);
  return plain;
}

/** Names that mean a document: its title and short titles, each also without 试行 and the like in brackets at the end. */
export function namesOf({ title, shortTitles }: Pick<DocumentMeta, "title" | "shortTitles">): string[] {
  const names = [title, ...shortTitles].map(plainTitle);
  return [...new Set([...names, ...names.map((name) => name.replace(APPENDIX, ""))])].filter((name) => name.length > 1);
}

/** Whether a document amends others: what its numbers and quotations speak of is theirs. */
export function isAmendment(title: string): boolean {
  return /关于(?:修改|修订|修正|废止).{0,200}决定|修正案/.test(title);
}

/** The text that an amendment, or a heading in one, amends: 关于修改《X》的决定, X修正案, 修改《X》. */
export function amendedTitle(heading: string): string | null {
  const named = /(?:修改|修订|修正|废止)《(.{2,80}?)》(?!等)/.exec(heading)?.[1];
  return named ?? /^(.{2,40}?)修正案/.exec(plainTitle(heading))?.[1] ?? null;
}
