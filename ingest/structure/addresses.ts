import type { Provision, ProvisionKind } from "../model.js";
import type { DraftNode } from "./draft-node.js";
import { STEMS } from "./markers.js";
import { toChinese } from "./numerals.js";

/** The element of the eId that a kind contributes (after Akoma Ntoso); the kind itself where it is not here. */
const ELEMENT: Partial<Record<ProvisionKind, string>> = {
  attachment: "att",
  chapter: "chp",
  section: "sect",
  article: "art",
};

const FURNITURE_LABEL: Partial<Record<ProvisionKind, string>> = {
  header: "文件头",
  title: "标题",
  edition: "题注",
  docnum: "文号",
  salutation: "主送机关",
  cover: "印发说明",
  preface: "前言",
  contents: "目录",
  enclosures: "附件清单",
  signature: "落款",
  supplement: "附则",
};

interface Address {
  eId: string;
  label: string;
}

const NOWHERE: Address = { eId: "", label: "" };

/** Gives every node its eId, label, path and span, and lays the tree out flat in document order. */
export function addressTree(text: string, root: DraftNode): Provision[] {
  const provisions: Provision[] = [];
  const names = new UniqueNames();
  /** @param portion the attachment that the node stands in, or nowhere: where its articles count from */
  const visit = (node: DraftNode, parentIndex: number | null, parent: Address, portion: Address, path: string[]): void => {
    const { eId: wanted, label } = addressOf(node, parent, portion);
    const eId = names.take(wanted, node.ordinal === null ? "_" : "-");
    const index = provisions.length;
    const provision: Provision = {
      eId,
      kind: node.kind,
      ordinal: node.ordinal,
      insertion: node.insertion,
      inferred: node.inferred,
      heading: node.heading,
      label,
      path,
      ...spanOf(node),
      parent: parentIndex,
      children: [],
    };
    provisions.push(provision);
    if (parentIndex !== null) provisions[parentIndex]!.children.push(index);
    const inner = node.children.length > 0 ? [...path, printedHeading(text, node) ?? label] : path;
    const own = { eId, label };
    for (const child of node.children) visit(child, index, own, node.kind === "attachment" ? own : portion, inner);
  };
  for (const child of root.children) visit(child, null, NOWHERE, NOWHERE, []);
  return provisions;
}

function spanOf(node: DraftNode): Pick<Provision, "start" | "end" | "from" | "until"> {
  const first = firstLeaf(node);
  const last = lastLeaf(node);
  return { start: first.own!.start, end: last.own!.end, from: first.own!.from, until: last.own!.until };
}

function firstLeaf(node: DraftNode): DraftNode {
  return node.children.length === 0 ? node : firstLeaf(node.children[0]!);
}

function lastLeaf(node: DraftNode): DraftNode {
  return node.children.length === 0 ? node : lastLeaf(node.children[node.children.length - 1]!);
}

/** A node's own line where it is a heading, else number and lead sentence: what a table of contents would show. */
function printedHeading(text: string, node: DraftNode): string | null {
  if (node.headingOnly && node.own) return text.slice(node.own.start, node.own.end);
  return node.heading;
}

/** Furniture is counted (title_2); a repeated number gets a dash, which no inserted provision has (art_3-2, not art_3_2). */
class UniqueNames {
  private readonly counts = new Map<string, number>();
  private readonly taken = new Set<string>();

  take(wanted: string, sign: string): string {
    let count = (this.counts.get(wanted) ?? 0) + 1;
    let name = count === 1 ? wanted : `${wanted}${sign}${count}`;
    while (this.taken.has(name)) name = `${wanted}${sign}${++count}`;
    this.counts.set(wanted, count);
    this.taken.add(name);
    return name;
  }
}

function addressOf(node: DraftNode, parent: Address, portion: Address): Address {
  const furniture = FURNITURE_LABEL[node.kind];
  if (furniture) return { eId: joined(portion.eId, node.kind), label: portion.label + furniture };
  // What counts through the whole text is addressed without what stands above it.
  const above = isNumberedThrough(node.kind) ? portion : parent;
  const number = numberPart(node);
  const element = ELEMENT[node.kind] ?? node.kind;
  return { eId: joined(above.eId, number === null ? element : `${element}_${number}`), label: labelOf(node, above.label) };
}

function joined(above: string, element: string): string {
  return above === "" ? element : `${above}__${element}`;
}

function isNumberedThrough(kind: ProvisionKind): boolean {
  return kind === "article" || kind === "part" || kind === "clause";
}

function numberPart(node: DraftNode): string | null {
  if (node.kind === "para") return String(node.paragraph);
  if (node.kind === "clause") return node.name!.replaceAll(".", "_");
  if (node.ordinal === null) return null;
  return node.insertion === null ? String(node.ordinal) : `${node.ordinal}_${node.insertion}`;
}

type Labeller = (node: DraftNode, above: string) => string;

/** 附件1 二（一）: what stands above an outline's first number is parted from it. */
const after = (above: string): string => (above === "" ? "" : `${above} `);
const inserted = ({ insertion }: DraftNode): string => (insertion === null ? "" : `之${toChinese(insertion)}`);
const unit = (name: string): Labeller => (node, above) => `${above}第${toChinese(node.ordinal!)}${name}${inserted(node)}`;

/** What a person writes for a node, after what stands above it. Kinds that are missing here keep the parent's. */
const LABEL: Partial<Record<ProvisionKind, Labeller>> = {
  attachment: ({ name }) => name!,
  division: unit("部分"),
  part: unit("编"),
  subpart: unit("分编"),
  chapter: unit("章"),
  section: unit("节"),
  article: unit("条"),
  clause: ({ name }, above) => `${after(above)}${name!}`,
  sec: ({ ordinal }, above) => `${after(above)}${toChinese(ordinal!)}`,
  item: ({ ordinal }, above) => `${above}第（${toChinese(ordinal!)}）项`,
  subsec: ({ ordinal }, above) => `${above}（${toChinese(ordinal!)}）`,
  stem: ({ ordinal }, above) => `${after(above)}${STEMS[ordinal! - 1]}`,
  point: (node, above) => `${above}${pointLabel(node)}`,
  subpoint: ({ ordinal }, above) => `${above}（${ordinal}）`,
  half: ({ ordinal }, above) => `${above} ${ordinal}）`,
  circle: ({ ordinal }, above) => `${above}${circled(ordinal!)}`,
  letter: ({ ordinal }, above) => `${above} ${String.fromCharCode(0x60 + ordinal!)}）`,
  dash: ({ ordinal, heading }, above) => `${above}“${heading ?? `——第${ordinal}项`}”`,
  para: (node, above) => (node.parent!.kind === "article" ? `${above}第${toChinese(node.paragraph)}款` : `${above}第${node.paragraph}段`),
};

/** 1. under an item is its 目; straight under an article or its 款 it is an item itself. */
function pointLabel({ parent, ordinal }: DraftNode): string {
  if (parent?.kind === "item") return `第${ordinal}目`;
  return parent?.kind === "article" || (parent?.kind === "para" && parent.parent?.kind === "article") ? `第${ordinal}项` : String(ordinal);
}

/** ① to ⑳, then ㉑ to ㉟. */
function circled(ordinal: number): string {
  return String.fromCharCode(ordinal <= 20 ? 0x245f + ordinal : 0x3251 + ordinal - 21);
}

/** Numbers without a unit would run into the label of an attachment or a part: 附件2 1, not 附件21. */
const UNITLESS: ReadonlySet<ProvisionKind> = new Set(["subsec", "point", "subpoint", "circle"]);

function labelOf(node: DraftNode, above: string): string {
  const holder = node.parent?.kind;
  const parted = UNITLESS.has(node.kind) && (holder === "attachment" || holder === "division");
  return LABEL[node.kind]?.(node, parted ? after(above) : above) ?? above;
}
