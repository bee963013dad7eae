import type { TreeNode } from "../../server/schemas/http.js";

/** A leaf with the nodes above it, outermost first. */
export interface PlacedLeaf {
  leaf: TreeNode;
  ancestors: TreeNode[];
}

/** All leaves in document order: joined, they are the document. */
export function placedLeaves(nodes: readonly TreeNode[], ancestors: TreeNode[] = []): PlacedLeaf[] {
  return nodes.reduce<PlacedLeaf[]>((found, node) => {
    const below = node.children.length === 0 ? [{ leaf: node, ancestors }] : placedLeaves(node.children, [...ancestors, node]);
    return found.concat(below);
  }, []);
}

/** The leaves of one node; a leaf is its own. */
export function leavesOf(node: TreeNode): TreeNode[] {
  return placedLeaves([node]).map(({ leaf }) => leaf);
}

/** The way from the root to the node with this address, the node last; empty where there is none. */
export function pathTo(nodes: readonly TreeNode[], eId: string): TreeNode[] {
  for (const node of nodes) {
    if (node.eId === eId) return [node];
    const below = pathTo(node.children, eId);
    if (below.length > 0) return [node, ...below];
  }
  return [];
}

/**
 * True for the leaf where a number is missing in the source: the leaf itself, or the first one of an inferred node,
 * for that is the line where the number should stand.
 */
export function lacksPrintedNumber({ leaf, ancestors }: PlacedLeaf): boolean {
  return leaf.inferred || ancestors.some((node) => node.inferred && leavesOf(node)[0] === leaf);
}

/** Finds the address of the first leaf that ends after the beginning of a line of the text (from 1); "" where none does. */
export function leafFinder(leaves: readonly PlacedLeaf[], text: string): (line: number) => string {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (line) => {
    const start = starts[line - 1] ?? text.length;
    return leaves.find(({ leaf }) => leaf.end > start)?.leaf.eId ?? "";
  };
}
