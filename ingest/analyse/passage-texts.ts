import type { PolicyDocument, Provision } from "../model.js";
import type { Field } from "../search-index/bm25.js";

/** The fields of a passage in the inverted index: what stands above it, its own text, and what people ask of it. */
export function fieldTexts({ meta, text }: PolicyDocument, provision: Provision, askedAs: readonly string[]): Record<Field, string[]> {
  return {
    heading: [meta.title, ...provision.path, ...(provision.heading === null ? [] : [provision.heading])],
    text: [text.slice(provision.start, provision.end)],
    asked: [...askedAs],
  };
}

/** What a passage's vector is made of, in reading order. */
export function embeddedTexts({ text }: PolicyDocument, provision: Provision, askedAs: readonly string[]): string[] {
  return [...provision.path, text.slice(provision.start, provision.end), ...askedAs];
}
