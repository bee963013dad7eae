import type { TreeNode } from "../../server/schemas/http.js";
import type { DocumentReply } from "../client/wire.js";
import { element, type Child } from "../ui/element.js";
import type { Standing } from "../ui/standing.js";
import { copyButton } from "./copy-button.js";
import { quoteLine } from "./quote.js";
import { linkedText, type ReferenceLink } from "./reference-links.js";
import { lacksPrintedNumber, type PlacedLeaf } from "./tree.js";

/** Kinds whose label only repeats what the line itself says. */
const UNLABELLED: readonly string[] = ["heading", "header", "title", "edition", "docnum", "salutation", "signature"];

/** What the views of one document's leaves share. */
export interface ProvisionSurroundings {
  reply: DocumentReply;
  standing: Standing;
  /** Where the text refers to; none where it is left out. */
  links?: readonly ReferenceLink[];
  /** Tells screen readers; left out where nobody does. */
  say?: (text: string) => void;
}

/** One leaf of the document: its label in the margin, its text as it stands in the source, and a way to quote it. */
export function provisionView(placed: PlacedLeaf, text: string, { reply, standing, links = [], say }: ProvisionSurroundings): HTMLElement {
  const { leaf, ancestors } = placed;
  const label = UNLABELLED.includes(leaf.kind) ? "" : leaf.label;
  const hint = lacksPrintedNumber(placed) ? [element("p", { class: "provision__hint" }, "原文未标序号，编号按前后推定")] : [];
  return element(
    "div",
    { class: `provision provision--${leaf.kind}`, id: leaf.eId, tabindex: "-1" },
    element("span", { class: "provision__label" }, label),
    element("div", { class: "provision__body" }, ...hint, textElement(leaf, ancestors, linkedText(text, leaf.start, links))),
    copyButton({ class: "provision__copy", "aria-label": `复制引用：${leaf.label}` }, () => quoteLine(reply, standing, leaf.label, text), say),
  );
}

/** A heading by its depth: the document's title is h1, so its outermost headings are h2. */
function textElement(leaf: TreeNode, ancestors: readonly TreeNode[], text: Child[]): HTMLElement {
  if (leaf.kind !== "heading") return element("p", { class: "provision__text" }, ...text);
  const depth = Math.min(3, Math.max(1, ancestors.length));
  const tag = depth === 1 ? "h2" : depth === 2 ? "h3" : "h4";
  return element(tag, { class: `provision__text provision__heading provision__heading--${depth}` }, ...text);
}
