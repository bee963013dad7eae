import { lineOf, rowsOf } from "./lines.js";
import type { PageText, Rule, TextRun } from "./page-text.js";

/** A table read from its ruled lines. */
export interface PlacedTable {
  /** Where it begins, from the top of the page. */
  top: number;
  rows: string[][];
}

/** Rules this near to one another are one; in units of the page's width. */
const NEAR = 0.004;
/** A rule shorter than this is an underline or a letter's part. */
const SHORTEST = 0.012;

interface Grid {
  xs: number[];
  ys: number[];
}

/** Takes the tables out of a page: the text that stands in a ruled grid of at least two rows and two columns. */
export function takeTables(page: PageText): { page: PageText; tables: PlacedTable[] } {
  const grids = findGrids(page);
  const left = new Set(page.runs);
  const tables = grids.flatMap((grid): PlacedTable[] => {
    const inside = page.runs.filter((run) => left.has(run) && isInside(run, grid));
    if (inside.length === 0) return [];
    inside.forEach((run) => left.delete(run));
    return [{ top: grid.ys[0]!, rows: cellsOf(inside, grid) }];
  });
  return { page: { ...page, runs: page.runs.filter((run) => left.has(run)) }, tables: tables.sort((a, b) => a.top - b.top) };
}

/** Rules that touch one another make a grid. */
function findGrids({ rules, width }: PageText): Grid[] {
  const near = NEAR * width;
  const long = rules.filter((rule) => Math.max(Math.abs(rule.x2 - rule.x1), Math.abs(rule.y2 - rule.y1)) >= SHORTEST * width);
  return groupsOf(long, near).flatMap((group): Grid[] => {
    const xs = positions(group.filter(isUpright).map(({ x1 }) => x1), near);
    const ys = positions(group.filter((rule) => !isUpright(rule)).map(({ y1 }) => y1), near);
    return xs.length >= 3 && ys.length >= 3 ? [{ xs, ys }] : [];
  });
}

const MOST_RULES = 4000;

/** Groups of rules that touch, by their boxes. */
function groupsOf(rules: readonly Rule[], near: number): Rule[][] {
  const groups: { box: Rule; rules: Rule[] }[] = [];
  for (const rule of rules.slice(0, MOST_RULES)) {
    let box = boxOf(rule);
    let mine = [rule];
    for (let i = groups.length - 1; i >= 0; i--) {
      const group = groups[i]!;
      if (!overlaps(group.box, box, near)) continue;
      box = { x1: Math.min(box.x1, group.box.x1), y1: Math.min(box.y1, group.box.y1), x2: Math.max(box.x2, group.box.x2), y2: Math.max(box.y2, group.box.y2) };
      mine = [...group.rules, ...mine];
      groups.splice(i, 1);
    }
    groups.push({ box, rules: mine });
  }
  return groups.map(({ rules: group }) => group);
}

function boxOf({ x1, y1, x2, y2 }: Rule): Rule {
  return { x1: Math.min(x1, x2), y1: Math.min(y1, y2), x2: Math.max(x1, x2), y2: Math.max(y1, y2) };
}

function overlaps(a: Rule, b: Rule, near: number): boolean {
  return a.x1 <= b.x2 + near && b.x1 <= a.x2 + near && a.y1 <= b.y2 + near && b.y1 <= a.y2 + near;
}

function isUpright({ x1, y1, x2, y2 }: Rule): boolean {
  return Math.abs(y2 - y1) > Math.abs(x2 - x1);
}

function positions(values: readonly number[], near: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.filter((value, i) => i === 0 || value - sorted[i - 1]! > near);
}

function isInside({ x, y, width, size }: TextRun, { xs, ys }: Grid): boolean {
  const [middle, height] = [x + width / 2, y - size / 3];
  return middle > xs[0]! && middle < xs[xs.length - 1]! && height > ys[0]! && height < ys[ys.length - 1]!;
}

function cellsOf(runs: readonly TextRun[], { xs, ys }: Grid): string[][] {
  const cells = new Map<string, TextRun[]>();
  for (const run of runs) {
    const row = slot(ys, run.y - run.size / 3);
    const column = slot(xs, run.x + Math.min(run.size, run.width) / 2);
    const key = `${row} ${column}`;
    cells.set(key, [...(cells.get(key) ?? []), run]);
  }
  return Array.from({ length: ys.length - 1 }, (_, row) =>
    Array.from({ length: xs.length - 1 }, (_, column) => rowsOf(cells.get(`${row} ${column}`) ?? []).map((line) => lineOf(line).text).join("")),
  );
}

function slot(edges: readonly number[], value: number): number {
  let at = 0;
  while (at + 2 < edges.length && value >= edges[at + 1]!) at++;
  return at;
}
