import type { PolicyDocument, Provision, Snapshot } from "../../../ingest/index.js";
import type { Understanding } from "../../understanding/understanding.js";
import { wholeSpan, type CitedSpan } from "../citations.js";

/** The documents that a question speaks of: those it names for certain or by any of their names, else all of its regions. */
export function documentsAsked({ question, documentIds, regions }: Understanding, { documents }: Snapshot): PolicyDocument[] {
  const all = [...documents.values()];
  if (documentIds.length > 0) return all.filter(({ meta }) => documentIds.includes(meta.id));
  const inRegions = all.filter(({ meta }) => regions.length === 0 || (meta.region !== null && regions.includes(meta.region)));
  const named = namedAt(question, inRegions);
  return named.length > 0 ? named : regions.length > 0 ? inRegions : [];
}

/** Those whose longest name in the question is the longest of all: 管理办法 is not meant by 指导意见. */
function namedAt(question: string, documents: readonly PolicyDocument[]): PolicyDocument[] {
  const lengths = documents.map(({ meta }) => Math.max(0, ...[meta.title, ...meta.shortTitles].map((name) => (question.includes(name) ? name.length : 0))));
  const longest = Math.max(0, ...lengths);
  return documents.filter((_, i) => longest > 0 && lengths[i] === longest);
}

/** What a question says beside the names of places and documents: 山东的实施方案现在还管用吗 -> 的现在还管用吗. */
export function withoutNames({ question, places }: Understanding, documents: Iterable<PolicyDocument>): string {
  const titles = [...documents].flatMap(({ meta }) => [meta.title, meta.title.replace(/（.*）$/, ""), ...meta.shortTitles, meta.docNumber ?? ""]);
  const names = [...titles, ...places.flatMap(({ name }) => [`${name}省`, name])].filter((name) => name !== "");
  names.sort((a, b) => b.length - a.length);
  return names.reduce((text, name) => text.replaceAll(name, ""), question).replace(/[《》（）()\s]/g, "");
}

/** The first leaf that a test holds for, as a span. */
export function leafSpan(document: PolicyDocument, holds: (leaf: Provision, text: string) => boolean): CitedSpan[] {
  const leaf = document.provisions.find((provision) => provision.children.length === 0 && holds(provision, document.text.slice(provision.start, provision.end)));
  return leaf ? [wholeSpan(document, leaf)] : [];
}

/** The leaf that carries the title, with what it is cited by. */
export function titleSpan(document: PolicyDocument): CitedSpan[] {
  return leafSpan(document, ({ kind }) => kind === "title");
}
