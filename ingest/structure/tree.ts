import type { Provision, ProvisionKind } from "../model.js";
import { addressTree } from "./addresses.js";
import { bodyStart, type Block } from "./blocks.js";
import { readFrontMatter, readSignature, type Furniture } from "./front-matter.js";
import type { DraftNode } from "./draft-node.js";
import { headingOf } from "./headings.js";
import { FAMILY_RANK, type Family } from "./markers.js";
import { follows } from "./tables.js";

/** Builds the structure tree of a document from its blocks: front matter, numbered body, signature. */
export function buildTree(text: string, blocks: Block[]): Provision[] {
  const signature = readSignature(text, blocks);
  const bodyTo = signature.length > 0 ? signature[0]!.first : blocks.length;
  const front = readFrontMatter(text, blocks.slice(0, bodyTo));
  const bodyFrom = front.length > 0 ? front[front.length - 1]!.last + 1 : 0;
  const root = newNode("part", null);
  for (const furniture of front) root.children.push(furnitureNode(root, blocks, furniture));
  new BodyBuilder(text, root).addAll(blocks.slice(bodyFrom, bodyTo));
  for (const furniture of signature) root.children.push(furnitureNode(root, blocks, furniture));
  splitOwnText(root);
  return addressTree(text, root);
}

function newNode(kind: ProvisionKind, parent: DraftNode | null, own: DraftNode["own"] = null): DraftNode {
  return {
    kind,
    ordinal: null,
    insertion: null,
    inferred: false,
    heading: null,
    own,
    headingOnly: false,
    paragraph: 0,
    parent,
    children: [],
  };
}

function furnitureNode(root: DraftNode, blocks: Block[], { kind, first, last }: Furniture): DraftNode {
  const head = blocks[first]!;
  const tail = blocks[last]!;
  return newNode(kind, root, { start: head.start, end: tail.end, from: head.from, until: tail.until });
}

/** Characters; a longer first row is text and no names of columns. */
const LONGEST_COLUMN_NAMES = 80;

/** Places each block of the body under the provision it belongs to: a stack of open provisions, by rank. */
class BodyBuilder {
  private readonly open: { node: DraftNode; rank: number }[] = [];

  constructor(
    private readonly text: string,
    private readonly root: DraftNode,
  ) {}

  addAll(blocks: Block[]): void {
    for (const [i, block] of blocks.entries()) {
      if (block.row) this.addRow(block, blocks[i - 1]);
      else if (block.marker) this.addNumbered(block, block.marker.family);
      else this.addParagraph(block);
    }
  }

  private addNumbered(block: Block, family: Family): void {
    const rank = FAMILY_RANK[family];
    while (this.open.length > 0 && this.open[this.open.length - 1]!.rank >= rank) this.open.pop();
    const parent = this.attachPoint(family);
    const node = newNode(this.kindOf(family), parent, block);
    const heading = headingOf(this.text.slice(bodyStart(block), block.end), family);
    node.ordinal = family === "dash" ? parent.children.filter((child) => child.kind === "dash").length + 1 : block.marker!.ordinal;
    node.insertion = block.marker!.insertion;
    node.inferred = block.inferred;
    node.heading = heading?.text ?? null;
    node.headingOnly = heading?.whole ?? false;
    parent.children.push(node);
    this.open.push({ node, rank });
  }

  /** A paragraph belongs to the innermost open provision; after the items of an article it is the article's next 款. */
  private addParagraph(block: Block): void {
    while (this.open.length > 0 && this.inArticleList()) this.open.pop();
    const parent = this.top();
    const node = newNode("para", parent, block);
    node.heading = headingOf(this.text.slice(block.start, block.end), "paragraph")?.text ?? null;
    parent.children.push(node);
  }

  /** A table belongs to the innermost open provision; a row to the table above it. */
  private addRow(block: Block, above: Block | undefined): void {
    const parent = this.top();
    const last = parent.children[parent.children.length - 1];
    const goesOn = last?.kind === "table" && above?.row === true && follows(this.text, above, block);
    const table = goesOn ? last : this.openTable(parent, block);
    const row = newNode("row", table, block);
    row.ordinal = table.children.length + 1;
    table.children.push(row);
  }

  /** The first row names the columns: it is the heading of the others. */
  private openTable(parent: DraftNode, block: Block): DraftNode {
    const table = newNode("table", parent);
    table.ordinal = parent.children.filter(({ kind }) => kind === "table").length + 1;
    table.heading = block.end - block.start <= LONGEST_COLUMN_NAMES ? this.text.slice(block.start, block.end) : null;
    parent.children.push(table);
    return table;
  }

  private inArticleList(): boolean {
    const rank = this.open[this.open.length - 1]!.rank;
    return rank > FAMILY_RANK.article && this.open.some((entry) => entry.rank === FAMILY_RANK.article);
  }

  private top(): DraftNode {
    return this.open[this.open.length - 1]?.node ?? this.root;
  }

  /** Items that follow a second or later 款 of an article belong to that 款. */
  private attachPoint(family: Family): DraftNode {
    const top = this.top();
    const last = top.children[top.children.length - 1];
    return top.kind === "article" && family !== "article" && last?.kind === "para" ? last : top;
  }

  private kindOf(family: Family): ProvisionKind {
    if (family !== "bracket") return family;
    return this.open.some((entry) => entry.rank === FAMILY_RANK.article) ? "item" : "subsec";
  }
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
