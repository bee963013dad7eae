import type { Provision } from "../model.js";
import { splitBlocks } from "./blocks.js";
import { unmarkBroken } from "./broken-lines.js";
import { confirmClauses } from "./clauses.js";
import { inferMissingNumbers } from "./infer.js";
import { unmarkQuoted } from "./quoted.js";
import { buildTree } from "./tree.js";

/**
 * Text to structure: lines with their markers, less those that open nothing (quoted, broken off, figures), missing numbers told by
 * their neighbours, and the tree with addresses and spans.
 * @param text normalised text (see read/normalise.ts)
 * @returns provisions in document order; the tiles of the leaves, joined, are `text`.
 */
export function structureText(text: string): Provision[] {
  const blocks = splitBlocks(text);
  unmarkQuoted(text, blocks);
  unmarkBroken(text, blocks);
  confirmClauses(text, blocks);
  return buildTree(text, inferMissingNumbers(text, blocks));
}

/** The leaves in document order. */
export function leavesOf(provisions: Provision[]): Provision[] {
  return provisions.filter((provision) => provision.children.length === 0);
}
