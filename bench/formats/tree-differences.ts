import type { PolicyDocument } from "../../ingest/model.js";

type Tree = Pick<PolicyDocument, "text" | "provisions">;

/**
 * How a tree differs from the original's: addresses, labels and text, a line each. White space is left out of the comparison,
 * for layouts have none of their own.
 */
export function treeDifferences(original: Tree, other: Tree): string[] {
  const [expected, got] = [original, other].map(describe) as [Map<string, string>, Map<string, string>];
  const missing = [...expected.keys()].filter((eId) => !got.has(eId)).map((eId) => `${eId} is missing`);
  const more = [...got.keys()].filter((eId) => !expected.has(eId)).map((eId) => `${eId} is not in the original`);
  const changed = [...expected].filter(([eId, content]) => got.has(eId) && got.get(eId) !== content).map(([eId, content]) => `${eId}: ${firstDifference(content, got.get(eId)!)}`);
  return [...missing, ...more, ...changed];
}

function describe({ text, provisions }: Tree): Map<string, string> {
  return new Map(provisions.map(({ eId, kind, label, start, end }) => [eId, `${kind} ${label} ${text.slice(start, end)}`.replace(/[\s\u200b]+/g, "")]));
}

const AROUND = 8;

function firstDifference(expected: string, got: string): string {
  let at = 0;
  while (expected[at] === got[at]) at++;
  return `「${expected.slice(Math.max(0, at - AROUND), at + AROUND)}」 became 「${got.slice(Math.max(0, at - AROUND), at + AROUND)}」`;
}
