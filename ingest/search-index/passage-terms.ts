import type { Tokenizer } from "../segment/tokenizer.js";
import type { PassageTerms } from "./inverted-index.js";
import type { Passage } from "./snapshot.js";

/** The fields of a passage: what stands above it, its own text, and what people ask of it. */
export function passageTerms({ document, provision, askedAs }: Omit<Passage, "index">, tokenizer: Tokenizer): PassageTerms {
  return {
    heading: tokenizer.terms([document.meta.title, ...provision.path, provision.heading ?? ""].join("\n")),
    text: tokenizer.terms(document.text.slice(provision.start, provision.end)),
    asked: tokenizer.terms(askedAs.join("\n")),
  };
}

/** What the vector of a passage is made of. */
export function embeddedText({ document, provision, askedAs }: Omit<Passage, "index">): string {
  return [...provision.path, document.text.slice(provision.start, provision.end), ...askedAs].join("\n");
}
