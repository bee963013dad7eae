import type { Provision, ProvisionKind } from "../model.js";
import { toChinese } from "./numerals.js";
import type { DraftNode } from "./draft-node.js";

/** The element of the eId that a kind contributes (after Akoma Ntoso). */
const ELEMENT: Partial<Record<ProvisionKind, string>> = {
  part: "part",
  chapter: "chp",
  section: "sect",
  article: "art",
  sec: "sec",
  subsec: "subsec",
  item: "item",
  point: "point",
  subpoint: "subpoint",
  circle: "circle",
  dash: "dash",
  para: "para",
  heading: "heading",
  intro: "intro",
  table: "table",
  row: "row",
};

const FURNITURE_LABEL: Partial<Record<ProvisionKind, string>> = {
  header: "文件头",
  title: "标题",
  edition: "题注",
  docnum: "文号",
  salutation: "主送机关",
  cover: "印发说明",
  preface: "前言",
  signature: "落款",
};

interface Address {
  eId: string;
  label: string;
}

/** Gives every node its eId, label, path and span, and lays the tree out flat in document order. */
export function addressTree(text: string, root: DraftNode): Provision[] {
  const provisions: Provision[] = [];
  const used = new Map<string, number>();
  const visit = (node: DraftNode, parentIndex: number | null, parent: Address, path: string[]): void => {
    const address = addressOf(node, parent);
    const eId = unique(address.eId, node, used);
    const index = provisions.length;
    const provision: Provision = {
      eId,
      kind: node.kind,
      ordinal: node.ordinal,
      insertion: node.insertion,
      inferred: node.inferred,
      heading: node.heading,
      label: address.label,
      path,
      ...spanOf(node),
      parent: parentIndex,
      children: [],
    };
    provisions.push(provision);
    if (parentIndex !== null) provisions[parentIndex]!.children.push(index);
    const inner = node.children.length > 0 ? [...path, printedHeading(text, node) ?? address.label] : path;
    for (const child of node.children) visit(child, index, { eId, label: address.label }, inner);
  };
  for (const child of root.children) visit(child, null, { eId: "", label: "" }, []);
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
function unique(eId: string, node: DraftNode, used: Map<string, number>): string {
  const count = (used.get(eId) ?? 0) + 1;
  used.set(eId, count);
  return count === 1 ? eId : `${eId}${node.ordinal === null ? "_" : "-"}${count}`;
}

function addressOf(node: DraftNode, parent: Address): Address {
  const furniture = FURNITURE_LABEL[node.kind];
  if (furniture) return { eId: node.kind, label: furniture };
  const element = ELEMENT[node.kind]!;
  const number = numberPart(node);
  // Articles count through the whole document: their address and label leave the chapter out.
  const parentEId = isNumberedThrough(node.kind) ? "" : parent.eId;
  const eId = [parentEId, number === null ? element : `${element}_${number}`].filter(Boolean).join("__");
  return { eId, label: labelOf(node, parent.label) };
}

function isNumberedThrough(kind: ProvisionKind): boolean {
  return kind === "article" || kind === "part";
}

function numberPart(node: DraftNode): string | null {
  if (node.kind === "para") return String(node.paragraph);
  if (node.ordinal === null) return null;
  return node.insertion === null ? String(node.ordinal) : `${node.ordinal}_${node.insertion}`;
}

/** What a person writes for a node, after its parent's label. Kinds that are missing here keep the parent's. */
const LABEL: Partial<Record<ProvisionKind, (node: DraftNode, parentLabel: string) => string>> = {
  part: ({ ordinal }) => `第${toChinese(ordinal!)}编`,
  chapter: ({ ordinal }, parent) => `${parent}第${toChinese(ordinal!)}章`,
  section: ({ ordinal }, parent) => `${parent}第${toChinese(ordinal!)}节`,
  article: ({ ordinal, insertion }) => `第${toChinese(ordinal!)}条${insertion === null ? "" : `之${toChinese(insertion)}`}`,
  sec: ({ ordinal }) => toChinese(ordinal!),
  item: ({ ordinal }, parent) => `${parent}第（${toChinese(ordinal!)}）项`,
  subsec: ({ ordinal }, parent) => `${parent}（${toChinese(ordinal!)}）`,
  point: ({ ordinal }, parent) => `${parent}${ordinal}`,
  subpoint: ({ ordinal }, parent) => `${parent}（${ordinal}）`,
  circle: ({ ordinal }, parent) => `${parent}${String.fromCharCode(0x2460 + ordinal! - 1)}`,
  dash: ({ ordinal, heading }, parent) => `${parent}“${heading ?? `——第${ordinal}项`}”`,
  table: ({ ordinal }, parent) => `${parent}表${ordinal}`,
  row: ({ ordinal }, parent) => `${parent}第${ordinal}行`,
  para: (node, parent) =>
    node.parent!.kind === "article" ? `${parent}第${toChinese(node.paragraph)}款` : `${parent}第${node.paragraph}段`,
};

function labelOf(node: DraftNode, parentLabel: string): string {
  return LABEL[node.kind]?.(node, parentLabel) ?? parentLabel;
}
