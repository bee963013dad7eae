import type { Tokenizer } from "../segment/tokenizer.js";
import type { Field } from "./bm25.js";
import type { PassageTerms } from "./inverted-index.js";
import type { Passage } from "./snapshot.js";

/** The fields of a passage, each in parts: what stands above it, its own text, and what people ask of it. */
export function fieldTexts({ document, provision, askedAs }: Omit<Passage, "index">): Record<Field, string[]> {
  return {
    heading: [document.meta.title, ...provision.path, provision.heading ?? ""],
    text: [document.text.slice(provision.start, provision.end)],
    asked: askedAs,
  };
}

export function passageTerms(passage: Omit<Passage, "index">, tokenizer: Tokenizer): PassageTerms {
  const { heading, text, asked } = fieldTexts(passage);
  return { heading: tokenizer.terms(heading.join("\n")), text: tokenizer.terms(text.join("\n")), asked: tokenizer.terms(asked.join("\n")) };
}

/** What the vector of a passage is made of, in parts. */
export function embeddedTexts({ document, provision, askedAs }: Omit<Passage, "index">): string[] {
  return [...provision.path, document.text.slice(provision.start, provision.end), ...askedAs];
}

export function embeddedText(passage: Omit<Passage, "index">): string {
  return embeddedTexts(passage).join("\n");
}
