import type { TreeNode } from "../../server/schemas/http.js";
import type { DocumentReply } from "../client/wire.js";
import { copyText } from "../ui/clipboard.js";
import { button, element } from "../ui/element.js";
import { quoteLine } from "./quote.js";
import { lacksPrintedNumber, type PlacedLeaf } from "./tree.js";

/** Kinds whose label only repeats what the line itself says. */
const UNLABELLED: readonly string[] = ["heading", "header", "title", "edition", "docnum", "salutation", "signature"];
const COPIED_MS = 2000;

/** One leaf of the document: its label in the margin, its text as it stands in the source, and a way to quote it. */
export function provisionView(placed: PlacedLeaf, text: string, reply: DocumentReply): HTMLElement {
  const { leaf, ancestors } = placed;
  const label = UNLABELLED.includes(leaf.kind) ? "" : leaf.label;
  const hint = lacksPrintedNumber(placed) ? [element("p", { class: "provision__hint" }, "原文未标序号，编号按前后推定")] : [];
  return element(
    "div",
    { class: `provision provision--${leaf.kind}`, id: leaf.eId, tabindex: "-1" },
    element("span", { class: "provision__label" }, label),
    element("div", { class: "provision__body" }, ...hint, textElement(leaf, ancestors, text)),
    copyButton(quoteLine(reply, leaf.label, text), leaf.label),
  );
}

/** A heading by its depth: the document's title is h1, so its outermost headings are h2. */
function textElement(leaf: TreeNode, ancestors: readonly TreeNode[], text: string): HTMLElement {
  if (leaf.kind !== "heading") return element("p", { class: "provision__text" }, text);
  const depth = Math.min(3, Math.max(1, ancestors.length));
  const tag = depth === 1 ? "h2" : depth === 2 ? "h3" : "h4";
  return element(tag, { class: `provision__text provision__heading provision__heading--${depth}` }, text);
}

function copyButton(quote: string, label: string): HTMLElement {
  const copy = button({ class: "provision__copy", "aria-label": `复制引用：${label}` }, () => void run(), "复制引用");
  const run = async (): Promise<void> => {
    copy.textContent = (await copyText(quote)) ? "已复制" : "复制失败，请手动选取";
    window.setTimeout(() => (copy.textContent = "复制引用"), COPIED_MS);
  };
  return copy;
}
