import type { WrittenClaim } from "./check.js";

const QUOTED = /[“「『"]([^“”「」『』"]{2,})[”」』"]/g;
const TITLED = /《([^《》]+)》/g;

/** What stands in quotation marks is the text's own, to the character; what stands in 《》 is what the cited documents are called or name. */
export function quotesCheck({ text, source, names }: WrittenClaim): string | null {
  const known = `${source}\n${names}`;
  const stranger = [...text.matchAll(QUOTED), ...text.matchAll(TITLED)].map((match) => match[1]!).find((quoted) => !known.includes(quoted));
  return stranger === undefined ? null : `“${stranger}”与原文不一致`;
}
