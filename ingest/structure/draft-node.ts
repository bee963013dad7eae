import type { ProvisionKind } from "../model.js";
import type { Block } from "./blocks.js";

/** A node under construction; addresses and labels are given afterwards (addresses.ts). */
export interface DraftNode {
  kind: ProvisionKind;
  ordinal: number | null;
  insertion: number | null;
  inferred: boolean;
  heading: string | null;
  /** Number as printed, where the label keeps it: 附件1, 5.1.2. */
  name: string | null;
  /** The block that the node's own text stands in; null for the root. */
  own: Pick<Block, "start" | "end" | "from" | "until"> | null;
  /** True where the own text is a heading only. */
  headingOnly: boolean;
  /** Place among the paragraphs of its parent, from 1; 0 for anything else. */
  paragraph: number;
  parent: DraftNode | null;
  children: DraftNode[];
}

export function newNode(kind: ProvisionKind, parent: DraftNode | null, own: DraftNode["own"] = null): DraftNode {
  return {
    kind,
    ordinal: null,
    insertion: null,
    inferred: false,
    heading: null,
    name: null,
    own,
    headingOnly: false,
    paragraph: 0,
    parent,
    children: [],
  };
}
