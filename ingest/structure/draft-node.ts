import type { ProvisionKind } from "../model.js";
import type { Block } from "./blocks.js";

/** A node under construction; addresses and labels are given afterwards (addresses.ts). */
export interface DraftNode {
  kind: ProvisionKind;
  ordinal: number | null;
  insertion: number | null;
  inferred: boolean;
  heading: string | null;
  /** The block that the node's own text stands in; null for the root. */
  own: Pick<Block, "start" | "end" | "from" | "until"> | null;
  /** True where the own text is a heading only. */
  headingOnly: boolean;
  /** Place among the paragraphs of its parent, from 1; 0 for anything else. */
  paragraph: number;
  parent: DraftNode | null;
  children: DraftNode[];
}
