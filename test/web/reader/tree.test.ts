import { describe, expect, it } from "vitest";
import type { TreeNode } from "../../../server/schemas/http.js";
import { lacksPrintedNumber, leafFinder, leavesOf, pathTo, placedLeaves } from "../../../web/reader/tree.js";

/** A tree written as nested names; `!` marks an inferred number. */
type Sketch = { [name: string]: Sketch };
const node = ([name, below]: [string, Sketch]): TreeNode => ({
  eId: name.replace("!", ""),
  kind: "article",
  label: name,
  heading: null,
  inferred: name.endsWith("!"),
  start: 0,
  end: 0,
  children: Object.entries(below).map(node),
});
const SKETCH: Sketch = { title: {}, chp: { heading: {}, one: {}, "two!": { intro: {}, item: {} } }, "three!": {} };
const tree = Object.entries(SKETCH).map(node);
const names = (nodes: readonly TreeNode[]): string[] => nodes.map(({ eId }) => eId);

describe("a document's tree", () => {
  it("has its leaves in document order, each with the nodes above it", () => {
    expect(placedLeaves(tree).map(({ leaf, ancestors }) => names([...ancestors, leaf]).join("/"))).toEqual([
      "title",
      "chp/heading",
      "chp/one",
      "chp/two/intro",
      "chp/two/item",
      "three",
    ]);
  });

  it("gives the leaves below a node, and a leaf as its own", () => {
    expect(names(leavesOf(tree[1]!))).toEqual(["heading", "one", "intro", "item"]);
    expect(names(leavesOf(tree[0]!))).toEqual(["title"]);
  });

  it("gives the way to an address, or none", () => {
    expect(names(pathTo(tree, "item"))).toEqual(["chp", "two", "item"]);
    expect(pathTo(tree, "nowhere")).toEqual([]);
  });

  it("lacks a printed number where the line stands that should carry it", () => {
    expect(placedLeaves(tree).filter(lacksPrintedNumber).map(({ leaf }) => leaf.eId)).toEqual(["intro", "three"]);
  });

  it("finds the leaf on a line, the next one where the line is in none, and nothing after the end", () => {
    const text = "甲\n\n乙乙\n丙";
    const leaves = [["one", 0, 2], ["two", 3, 6], ["three", 6, 7]].map(([eId, start, end]) => ({ leaf: { ...tree[0]!, eId, start, end } as TreeNode, ancestors: [] }));
    expect([1, 2, 3, 4, 5].map(leafFinder(leaves, text))).toEqual(["one", "two", "two", "three", ""]);
  });
});
