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

/** The address of the first leaf that begins on a line of the text (from 1) or after it; "" where none does. */
export function leafAtLine(leaves: readonly PlacedLeaf[], text: string, line: number): string {
  const start = text.split("\n").slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return leaves.find(({ leaf }) => leaf.end > start)?.leaf.eId ?? "";
}
