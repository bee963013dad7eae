import { Converter } from "opencc-js/t2cn";

const toSimplified = Converter({ from: "t", to: "cn" });

const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/g;
/** Quotation marks of every country: they are written or left out as people please. */
const QUOTATION_MARKS = /["'“”‘’「」『』]/g;
const CJK = "\\u2e80-\\u9fff\\uf900-\\ufaff";
/** Chinese has no spaces: one beside a Chinese character parts no words. */
const SPACE_BESIDE_CHINESE = new RegExp(`(?<=[${CJK}]) | (?=[${CJK}])`, "g");
const END = /[\s?!。.,，;；:、~…]+$/;

/**
 * A question without what must not change how it is understood: full and half width, traditional characters, spaces,
 * quotation marks, and the punctuation at its end.
 */
export function foldQuestion(question: string): string {
  const plain = toSimplified(question.normalize("NFKC")).replace(INVISIBLE, "").replace(QUOTATION_MARKS, "");
  return plain.replace(/\s+/g, " ").replace(SPACE_BESIDE_CHINESE, "").replace(END, "").trim();
}
