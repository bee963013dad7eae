import type { Target } from "../../../server/schemas/figures.js";

/** Targets of one document for one year in one unit: what may stand in one chart. */
export interface FigureGroup {
  documentId: string;
  year: string;
  unit: string;
  targets: Target[];
  /** What the longest bar stands for; null where there is nothing to compare. */
  longest: number | null;
}

/** An order of magnitude is written down and not drawn. */
const MAGNITUDE = "级";

/** Groups in the order of their first target, the years of a document one after the other. Units are never mixed. */
export function figureGroups(targets: readonly Target[]): FigureGroup[] {
  const groups = new Map<string, FigureGroup>();
  for (const target of targets) {
    const { documentId, year, unit } = target;
    const key = [documentId, year, unit].join(" ");
    const group = groups.get(key) ?? { documentId, year, unit, targets: [], longest: null };
    group.targets.push(target);
    groups.set(key, group);
  }
  const documents = [...new Set(targets.map(({ documentId }) => documentId))];
  return [...groups.values()]
    .map((group) => ({ ...group, longest: longestOf(group.targets) }))
    .sort((a, b) => documents.indexOf(a.documentId) - documents.indexOf(b.documentId) || a.year.localeCompare(b.year));
}

function longestOf(targets: readonly Target[]): number | null {
  const values = targets.map(({ value }) => value).filter((value): value is number => value !== null);
  return values.length > 1 ? Math.max(...values) : null;
}

/** What a group is called: 到2025年，单位：亿元. */
export function groupName({ year, unit }: Pick<FigureGroup, "year" | "unit">): string {
  return unit === MAGNITUDE ? `到${year}年，数量级` : `到${year}年，单位：${unit}`;
}
