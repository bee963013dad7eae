import { Converter } from "opencc-js/t2cn";

const toSimplified = Converter({ from: "t", to: "cn" });

/** Full and half width, traditional characters and stray white space: what must not change what is understood. */
export function foldQuestion(question: string): string {
  return toSimplified(question.normalize("NFKC")).replace(/[\u200b-\u200f\u2060\ufeff]/g, "").replace(/\s+/g, " ").trim();
}
