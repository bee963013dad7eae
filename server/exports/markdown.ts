import type { PolicyDocument, Provision } from "../../ingest/index.js";
import { provisionUrl } from "../chat/citations.js";

const DEEPEST_HEADING = 6;

/** A document as Markdown: headings by depth, a paragraph a provision, each with its address as a link to the reader. */
export function toMarkdown(document: PolicyDocument): string {
  const { meta, text, provisions } = document;
  const facts = [meta.issuer, meta.docNumber, meta.statusNote].filter((fact) => fact !== null);
  const blocks = provisions.flatMap((provision) => {
    if (provision.children.length > 0) return [];
    const content = escaped(text.slice(provision.start, provision.end));
    const address = `[${provision.eId}](${provisionUrl(meta.id, provision.eId)})`;
    return [provision.kind === "heading" ? `${"#".repeat(depthOf(provisions, provision))} ${content.replace(/\s+/g, " ")}　${address}` : `${content}　${address}`];
  });
  return [`# ${escaped(meta.title)}`, ...facts.map((fact) => `> ${escaped(fact)}`), ...blocks].join("\n\n").concat("\n");
}

/** A heading's level: the document's title is the first. */
function depthOf(provisions: readonly Provision[], provision: Provision): number {
  let depth = 1;
  for (let at = provision.parent; at !== null; at = provisions[at]!.parent) depth++;
  return Math.min(depth, DEEPEST_HEADING);
}

/** What Markdown would take for marks; a number at the head of a line would become a list. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>#|~]/g, "\\$&")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2")
    .replace(/^(\s*)([-+])(?=\s)/gm, "$1\\$2")
    .replace(/\n/g, "  \n");
}
