import { termName } from "../../../ingest/index.js";
import { contentWords } from "./covered.js";
import type { Check } from "./check.js";

/** Small talk, attack, advice on a person's own case: no question for documents. */
export const conduct: Check = ({ understanding }) =>
  understanding.conduct === "question" ? null : { reason: understanding.conduct, missing: "" };

const HAN = /\p{Script=Han}/u;

/** A sentence in another language; names that the collection knows (ERP, MES) are looked for as they are. */
export const notChinese: Check = ({ understanding, retrieved, snapshot }) => {
  const words = understanding.question.match(/\p{L}{2,}/gu) ?? [];
  const known = words.filter((word) => snapshot.lexical.documentFrequency(termName.word(word.toLowerCase())) > 0);
  const isOther = words.length > 1 && !HAN.test(understanding.question) && known.length * 2 < words.length;
  return isOther && retrieved.exact.length === 0 ? { reason: "not_chinese", missing: "" } : null;
};

/** 帮我写一份申报书: papers are not written here, what they must hold can be asked. */
export const writing: Check = ({ understanding, retrieved }) =>
  understanding.intent === "writing" && retrieved.exact.length === 0 ? { reason: "writing", missing: "" } : null;

/** Nothing to search for: no content word, no reference, no place, and nothing said before. */
export const tooVague: Check = ({ understanding, snapshot }) => {
  const { references, places, documentIds, context } = understanding;
  const named = references.length + places.length + documentIds.length + context.length > 0;
  return named || contentWords(understanding, snapshot).length > 0 ? null : { reason: "too_vague", missing: "" };
};
