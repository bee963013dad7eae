import { element, type Child } from "../ui/element.js";

/** What the server says of a place in a text that names provisions, or a document as a whole (then without targets). */
export interface TextReference {
  /** UTF-16 code units into the document's text. */
  start: number;
  end: number;
  documentId: string;
  documentTitle: string;
  targets: readonly { eId: string; label: string }[];
}

/** A reply of the documents route, where it tells references. */
export interface WithReferences {
  references?: readonly TextReference[];
}

/** A stretch of a document's text that leads somewhere. */
export interface ReferenceLink {
  start: number;
  end: number;
  href: string;
  /** What it leads to, in words. */
  title: string;
}

/** @param hrefOf the address of a provision, or of a document ("" for `eId`) */
export function referenceLinks({ id, references = [] }: WithReferences & { id: string }, hrefOf: (documentId: string, eId: string) => string): ReferenceLink[] {
  return references.map(({ start, end, documentId, documentTitle, targets }) => ({
    start,
    end,
    href: documentId === id && targets.length > 0 ? `#${targets[0]!.eId}` : hrefOf(documentId, targets[0]?.eId ?? ""),
    title: `${documentId === id ? "" : `《${documentTitle}》`}${targets.map(({ label }) => label).join("、")}`,
  }));
}

/** A leaf's text with its references as links. @param from where the text begins in the document; links rise and none overlap */
export function linkedText(text: string, from: number, links: readonly ReferenceLink[]): Child[] {
  const children: Child[] = [];
  let at = 0;
  for (const { start, end, href, title } of links) {
    const [first, last] = [start - from, end - from];
    if (first < at || last > text.length) continue;
    if (first > at) children.push(text.slice(at, first));
    children.push(element("a", { class: "provision__reference", href, title }, text.slice(first, last)));
    at = last;
  }
  return at < text.length ? [...children, text.slice(at)] : children;
}
