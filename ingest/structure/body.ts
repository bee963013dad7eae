import type { ProvisionKind } from "../model.js";
import { bodyStart, type Block } from "./blocks.js";
import { newNode, type DraftNode } from "./draft-node.js";
import { FAMILY_RANK, isList, type Family } from "./families.js";
import { headingOf } from "./headings.js";
import { lineOf, squeezed } from "./lines.js";
import { rankOf, type Marker } from "./markers.js";

/** Builds the provisions of a text's body below `root`, in the order of its blocks. */
export function buildBody(text: string, root: DraftNode, blocks: readonly Block[]): void {
  const builder = new BodyBuilder(text, root, blocks);
  blocks.forEach((_, i) => builder.add(i));
}

interface OpenProvision {
  node: DraftNode;
  rank: number;
  marker: Marker | null;
}

/** No text nests deeper; without a limit one could be written that does. */
const DEEPEST = 20;
const SUPPLEMENT = "附则";
const LONGEST_SUPPLEMENT = 8;

/** 附则, 附　　则. */
function isSupplement(line: string): boolean {
  return squeezed(line) === SUPPLEMENT;
}

/**
 * Places each block under the provision that it belongs to: a stack of open provisions, by rank. Lists may depart from the ranks:
 *   - a number goes on with the innermost open list of its family that it counts on from;
 *   - a list that begins with 1 stands inside what is open where the line before leads into it (……：), whatever its family;
 *   - a heading of a list family right above an article parts the document, as a chapter does (一、管辖 第一条 ……);
 *   - a paragraph between items belongs to the item where the list goes on after it, else to what holds the list.
 */
class BodyBuilder {
  private readonly open: OpenProvision[] = [];
  /** The last paragraph that leads into a new list of a family that was open. */
  private lead: DraftNode | null = null;
  /** By block: whether it is a heading of a list family that holds articles. */
  private readonly holdsArticles: boolean[];
  /** By block: the next numbered one after it, or null. */
  private readonly nextMarker: (Marker | null)[];

  constructor(
    private readonly text: string,
    private readonly root: DraftNode,
    private readonly blocks: readonly Block[],
  ) {
    this.holdsArticles = new Array<boolean>(blocks.length).fill(false);
    this.nextMarker = new Array<Marker | null>(blocks.length).fill(null);
    for (let i = blocks.length - 2; i >= 0; i--) {
      this.nextMarker[i] = blocks[i + 1]!.marker ?? this.nextMarker[i + 1]!;
      this.holdsArticles[i] = this.isHeadingAboveArticle(i);
    }
  }

  add(i: number): void {
    const block = this.blocks[i]!;
    if (block.marker) this.addNumbered(i, block, block.marker);
    else if (block.end - block.start <= LONGEST_SUPPLEMENT && isSupplement(lineOf(this.text, block))) this.addSupplement(block);
    else this.addParagraph(i, block);
  }

  private isHeadingAboveArticle(i: number): boolean {
    const family = this.blocks[i]!.marker?.family;
    if (family !== "sec" && family !== "bracket") return false;
    if (this.blocks[i + 1]!.marker?.family !== "article" && !this.holdsArticles[i + 1]) return false;
    return this.headingAt(i)?.whole ?? false;
  }

  private headingAt(i: number): ReturnType<typeof headingOf> {
    const block = this.blocks[i]!;
    return headingOf(this.text.slice(bodyStart(block), block.end), block.marker?.family ?? "paragraph");
  }

  private addNumbered(i: number, block: Block, marker: Marker): void {
    const rank = this.holdsArticles[i] ? DIVIDING_RANK + FAMILY_RANK[marker.family] / 100 : rankOf(marker);
    this.makeRoom(i, marker, rank);
    const parent = this.attachPoint(marker.family);
    const node = newNode(this.kindOf(marker.family), parent, block);
    const heading = this.headingAt(i);
    node.ordinal = marker.family === "dash" ? nextDash(parent) : marker.ordinal;
    node.insertion = marker.insertion;
    node.inferred = block.inferred;
    node.heading = heading?.text ?? null;
    node.headingOnly = heading?.whole ?? false;
    if (marker.outer) node.name = [...marker.outer, marker.ordinal].join(".");
    parent.children.push(node);
    this.open.push({ node, rank, marker });
  }

  /** Closes what does not hold the provision that comes. */
  private makeRoom(i: number, marker: Marker, rank: number): void {
    if (isList(marker.family) && !this.holdsArticles[i]) {
      const sibling = this.siblingOf(marker);
      if (sibling >= 0) {
        this.open.length = sibling;
        return;
      }
      if (marker.ordinal === 1 && this.open.length < DEEPEST && this.leadsTo(i)) return;
    }
    while (this.open.length > 0 && this.top()!.rank >= rank) this.open.pop();
  }

  /** The innermost open provision that this number counts on from, inside the open article; -1 where there is none. */
  private siblingOf({ family, ordinal }: Marker): number {
    for (let at = this.open.length - 1; at >= 0; at--) {
      const { marker, rank } = this.open[at]!;
      if (rank <= FAMILY_RANK.article) return -1;
      if (marker?.family === family && (family === "dash" || marker.ordinal + 1 === ordinal)) return at;
    }
    return -1;
  }

  /** Whether the line before block `i` leads into a list: it ends with a colon or is a heading of another family. */
  private leadsTo(i: number): boolean {
    const before = this.blocks[i - 1];
    if (!before) return false;
    const end = this.text[before.end - 1];
    if (end === "：" || end === ":") return true;
    return before.marker !== null && before.marker.family !== this.blocks[i]!.marker!.family && isList(before.marker.family) && (this.headingAt(i - 1)?.whole ?? false);
  }

  private addSupplement(block: Block): void {
    this.open.length = 0;
    const node = newNode("supplement", this.root, block);
    node.heading = lineOf(this.text, block);
    node.headingOnly = true;
    this.root.children.push(node);
    this.open.push({ node, rank: FAMILY_RANK.chapter, marker: null });
  }

  /** A paragraph belongs to the innermost open provision; after the items of an article it is the article's next 款. */
  private addParagraph(i: number, block: Block): void {
    if (!this.listGoesOn(this.nextMarker[i]!)) while (this.open.length > 0 && this.inArticleList()) this.open.pop();
    const restarted = this.restartedBy(i);
    if (restarted >= 0) this.open.length = restarted;
    const parent = this.top()?.node ?? this.root;
    const node = newNode("para", parent, block);
    node.heading = headingOf(this.text.slice(block.start, block.end), "paragraph")?.text ?? null;
    parent.children.push(node);
    if (restarted >= 0) this.lead = node;
  }

  private listGoesOn(next: Marker | null): boolean {
    return next !== null && isList(next.family) && next.ordinal > 1 && this.siblingOf(next) >= 0;
  }

  /** Outside articles: the open list that the next line begins anew, so that this paragraph leads the new one. */
  private restartedBy(i: number): number {
    const next = this.blocks[i + 1]?.marker;
    if (!next || next.ordinal !== 1 || !isList(next.family) || this.holdsArticles[i + 1] || this.inArticle()) return -1;
    return this.open.findIndex(({ marker }) => marker?.family === next.family);
  }

  private inArticle(): boolean {
    return this.open.some(({ rank }) => rank === FAMILY_RANK.article);
  }

  private inArticleList(): boolean {
    return this.top()!.rank > FAMILY_RANK.article && this.inArticle();
  }

  private top(): OpenProvision | undefined {
    return this.open[this.open.length - 1];
  }

  /** Items that follow a second or later 款 of an article belong to that 款, as those of a list that begins anew to its lead. */
  private attachPoint(family: Family): DraftNode {
    const top = this.top()?.node ?? this.root;
    const last = top.children[top.children.length - 1];
    if (last?.kind !== "para" || !isList(family)) return top;
    return top.kind === "article" || last === this.lead ? last : top;
  }

  private kindOf(family: Family): ProvisionKind {
    if (family !== "bracket") return family;
    return this.inArticle() ? "item" : "subsec";
  }
}

/** Dashes are counted as they come. */
function nextDash({ children }: DraftNode): number {
  for (let i = children.length - 1; i >= 0; i--) if (children[i]!.kind === "dash") return children[i]!.ordinal! + 1;
  return 1;
}

/** Between section and article. */
const DIVIDING_RANK = 4.5;
