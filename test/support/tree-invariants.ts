import { expect } from "vitest";
import type { Provision } from "../../ingest/model.js";
import { isSpace } from "../../ingest/structure/markers.js";
import { leavesOf } from "../../ingest/structure/structure.js";

/** What holds for the tree of any text: nothing lost, nothing invented, every address its own, parents first, spans nested. */
export function expectSoundTree(text: string, provisions: Provision[]): void {
  expect(leavesOf(provisions).map((leaf) => text.slice(leaf.from, leaf.until)).join("")).toBe(text);
  const eIds = provisions.map((provision) => provision.eId);
  expect(new Set(eIds).size, `eIds: ${eIds.join(" ")}`).toBe(eIds.length);
  provisions.forEach((provision, i) => {
    expectSoundSpan(text, provision);
    if (provision.parent !== null) {
      expect(provision.parent).toBeLessThan(i);
      expect(provisions[provision.parent]!.children).toContain(i);
    }
    expectNestedChildren(provisions, i);
  });
}

function expectSoundSpan(text: string, { from, start, end, until }: Provision): void {
  expect(from).toBeLessThanOrEqual(start);
  if (![...text].every((ch) => ch === "\n" || isSpace(ch))) expect(start).toBeLessThan(end);
  expect(start).toBeLessThanOrEqual(end);
  expect(end).toBeLessThanOrEqual(until);
  expect(until).toBeLessThanOrEqual(text.length);
}

function expectNestedChildren(provisions: Provision[], index: number): void {
  const parent = provisions[index]!;
  if (parent.children.length === 0) return;
  const children = parent.children.map((child) => provisions[child]!);
  expect(children.every((child) => child.parent === index)).toBe(true);
  expect(children[0]).toMatchObject({ from: parent.from, start: parent.start });
  expect(children[children.length - 1]).toMatchObject({ end: parent.end, until: parent.until });
  children.slice(1).forEach((child, i) => expect(child.from).toBe(children[i]!.until));
}
