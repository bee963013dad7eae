import type { Provision } from "../model.js";
import { splitBlocks } from "./blocks.js";
import { inferMissingNumbers } from "./infer.js";
import { buildTree } from "./tree.js";

/**
 * Text to structure: blocks, missing numbers told by their neighbours, and the tree with addresses and spans.
 * @param text normalised text (see read/normalise.ts)
 * @returns provisions in document order; the tiles of the leaves, joined, are `text`.
 */
export function structureText(text: string): Provision[] {
  const blocks = splitBlocks(text);
  return buildTree(text, inferMissingNumbers(text, blocks));
}

/** The leaves in document order. */
export function leavesOf(provisions: Provision[]): Provision[] {
  return provisions.filter((provision) => provision.children.length === 0);
}
