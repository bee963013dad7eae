import type { Family } from "./families.js";

/** Punctuation that ends a sentence or leads into a list: a line without any of it is a heading. */
const SENTENCE_MARKS = /[。；：！？]/;

/** How long a lead sentence may be and still be a heading of what follows it, in characters, by family. */
const LEAD_LIMIT: Record<Family | "paragraph", number> = {
  division: 0,
  part: 0,
  subpart: 0,
  chapter: 0,
  section: 0,
  article: 10,
  clause: 45,
  sec: 45,
  bracket: 45,
  stem: 45,
  point: 45,
  subpoint: 45,
  half: 45,
  circle: 45,
  letter: 45,
  dash: 45,
  paragraph: 16,
};

const CLAUSE_FREE_LIMIT = 16;

export interface Heading {
  text: string;
  /** True where the whole block is the heading and carries no text of its own. */
  whole: boolean;
}

/**
 * The heading that a block's body carries: the whole line (第一章 总 则；（一）指导思想), or its lead sentence
 * (（一）加强组织领导。……). Null where the body is plain text.
 */
export function headingOf(body: string, family: Family | "paragraph"): Heading | null {
  if (body.length === 0) return null;
  if (family !== "paragraph" && family !== "article" && !SENTENCE_MARKS.test(body)) return { text: body, whole: true };
  const stop = body.indexOf("。");
  if (stop <= 0 || stop === body.length - 1 || stop > LEAD_LIMIT[family]) return null;
  const lead = body.slice(0, stop);
  if (/[；：！？]/.test(lead)) return null;
  return isLeadSentence(lead, family) ? { text: lead, whole: false } : null;
}

/** An article or a plain paragraph has a lead sentence only where it is one phrase; a numbered one may hold commas. */
function isLeadSentence(lead: string, family: Family | "paragraph"): boolean {
  if (family === "article") return !lead.includes("，");
  if (family === "paragraph") return !/^[“（(]/.test(lead) && lead.length <= CLAUSE_FREE_LIMIT && !/\d/.test(lead);
  return true;
}
