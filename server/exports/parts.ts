import type { PolicyDocument, Provision } from "../../ingest/index.js";

/** What stands around the body of a document, which no number orders. */
const FURNITURE: ReadonlySet<string> = new Set(["header", "title", "edition", "docnum", "salutation", "cover", "preface", "contents", "enclosures", "signature"]);

/** The outermost provisions of a document: before its body, in it, and after it. */
export function inBody({ provisions }: PolicyDocument): { before: Provision[]; within: Provision[]; after: Provision[] } {
  const roots = provisions.filter(({ parent }) => parent === null);
  const isFurniture = ({ kind, children }: Provision): boolean => FURNITURE.has(kind) && children.length === 0;
  const first = roots.findIndex((root) => !isFurniture(root));
  if (first < 0) return { before: roots, within: [], after: [] };
  const end = roots.length - [...roots].reverse().findIndex((root) => !isFurniture(root));
  return { before: roots.slice(0, first), within: roots.slice(first, end), after: roots.slice(end) };
}
