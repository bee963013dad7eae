import type { Provision } from "../model.js";
import { addressTree } from "./addresses.js";
import type { Block } from "./blocks.js";
import { buildBody } from "./body.js";
import { newNode, type DraftNode } from "./draft-node.js";
import { readEnclosures } from "./enclosures.js";
import { readFrontMatter, type Furniture } from "./front-matter.js";
import { lineOf } from "./lines.js";
import { splitPortions, type Portion } from "./portions.js";
import { readSignature } from "./signature.js";

/** Builds the structure tree of a document from its blocks: its own text, then its attachments. */
export function buildTree(text: string, blocks: Block[]): Provision[] {
  const root = newNode("part", null);
  for (const portion of splitPortions(text, blocks)) {
    if (portion.head === null) fill(text, root, portion.blocks);
    else addAttachment(text, root, portion);
  }
  splitOwnText(root);
  return addressTree(text, root);
}

/** A text's parts in order: front matter, numbered body, list of attachments, signature. */
function fill(text: string, root: DraftNode, blocks: readonly Block[]): void {
  const signature = readSignature(text, blocks);
  const beforeSignature = blocks.slice(0, signature[0]?.first ?? blocks.length);
  const enclosures = readEnclosures(text, beforeSignature);
  const unsigned = beforeSignature.slice(0, enclosures[0]?.first ?? beforeSignature.length);
  const front = readFrontMatter(text, unsigned);
  const add = (furniture: readonly Furniture[]): void => {
    for (const one of furniture) root.children.push(furnitureNode(root, blocks, one));
  };
  add(front);
  buildBody(text, root, unsigned.slice((front[front.length - 1]?.last ?? -1) + 1));
  add(enclosures);
  add(signature);
}

function addAttachment(text: string, root: DraftNode, { head, blocks }: Portion): void {
  const { name, ordinal, title, isOpener } = head!;
  const node = newNode("attachment", root, isOpener ? blocks[0]! : null);
  node.name = name;
  node.ordinal = ordinal;
  node.headingOnly = isOpener;
  root.children.push(node);
  fill(text, node, isOpener ? blocks.slice(1) : blocks);
  node.heading = title ?? printedTitle(text, node);
}

function printedTitle(text: string, attachment: DraftNode): string | null {
  const title = attachment.children.find(({ kind }) => kind === "title");
  return title ? lineOf(text, title.own as Block).replace(/\s+/g, "") : null;
}

function furnitureNode(root: DraftNode, blocks: readonly Block[], { kind, first, last }: Furniture): DraftNode {
  const head = blocks[first]!;
  const tail = blocks[last]!;
  return newNode(kind, root, { start: head.start, end: tail.end, from: head.from, until: tail.until });
}

/**
 * Text must stand in leaves: a node with children gives its own line to a first child, which is a `heading`, the
 * first paragraph (where paragraphs follow), or an `intro` (where only numbered provisions follow).
 */
function splitOwnText(node: DraftNode): void {
  for (const child of node.children) splitOwnText(child);
  if (node.own !== null && node.children.length > 0) addOwnLeaf(node);
  node.children
    .filter((child) => child.kind === "para")
    .forEach((child, i) => {
      child.paragraph = i + 1;
    });
}

function addOwnLeaf(node: DraftNode): void {
  const paragraphsFollow = node.children.some((child) => child.kind === "para");
  const kind = node.headingOnly ? "heading" : paragraphsFollow ? "para" : "intro";
  const leaf = newNode(kind, node, node.own);
  leaf.inferred = node.inferred;
  node.children.unshift(leaf);
}
