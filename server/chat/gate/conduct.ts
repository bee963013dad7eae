import { contentWords } from "./covered.js";
import type { Check } from "./check.js";

/** Small talk, attack, advice on a person's own case: no question for documents. */
export const conduct: Check = ({ understanding }) =>
  understanding.conduct === "question" ? null : { reason: understanding.conduct, missing: "" };

/** Two words of another language and none of Chinese; 5G or AI alone may be looked for. */
const IN_ANOTHER_LANGUAGE = /^(?!.*\p{Script=Han}).*\p{L}{2,}[^\p{L}]+\p{L}{2,}/su;

export const notChinese: Check = ({ understanding, retrieved }) =>
  retrieved.exact.length === 0 && IN_ANOTHER_LANGUAGE.test(understanding.question) ? { reason: "not_chinese", missing: "" } : null;

/** 帮我写一份申报书: papers are not written here, what they must hold can be asked. */
export const writing: Check = ({ understanding, retrieved }) =>
  understanding.intent === "writing" && retrieved.exact.length === 0 ? { reason: "writing", missing: "" } : null;

/** Nothing to search for: no content word, no reference, no place, and nothing said before. */
export const tooVague: Check = ({ understanding, snapshot }) => {
  const { references, places, documentIds, context } = understanding;
  const named = references.length + places.length + documentIds.length + context.length > 0;
  return named || contentWords(understanding, snapshot).length > 0 ? null : { reason: "too_vague", missing: "" };
};
