import type { Provision } from "../../ingest/model.js";
import { normaliseText } from "../../ingest/read/normalise.js";
import { readDefinitions } from "../../ingest/references/definitions.js";
import { readReferences } from "../../ingest/references/own-references.js";
import { findReferences } from "../../ingest/segment/references.js";
import { auditNumbering } from "../../ingest/structure/audit.js";
import { scanMarker } from "../../ingest/structure/markers.js";
import { structureText } from "../../ingest/structure/structure.js";

const META = { id: "fuzz", title: "某省集群管理办法", shortTitles: ["集群办法"] };

/** What must hold of any text. @returns what does not, in words; empty where all holds */
export function brokenProperties(raw: string): string[] {
  const text = normaliseText(raw);
  const broken: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) broken.push(what);
  };
  checkMarkers(text, check);
  const provisions = structureText(text);
  checkTree(text, provisions, check);
  auditNumbering("fuzz", text, provisions);
  checkReferences(text, provisions, check);
  return broken;
}

type Check = (holds: boolean, what: string) => void;

function checkMarkers(text: string, check: Check): void {
  for (let at = 0; at < text.length; at++) {
    const marker = scanMarker(text, at);
    if (!marker) continue;
    const newline = text.indexOf("\n", at);
    check(marker.end > at && marker.end <= (newline < 0 ? text.length : newline), `marker at ${at} ends at ${marker.end}`);
    check(marker.family === "dash" || (marker.ordinal >= 1 && marker.ordinal <= 9999), `marker at ${at} has number ${marker.ordinal}`);
  }
}

/** Leaves joined are the text; addresses are unique; parents come first and hold exactly their children. */
function checkTree(text: string, provisions: readonly Provision[], check: Check): void {
  let at = 0;
  const eIds = new Set<string>();
  provisions.forEach((provision, i) => {
    const { eId, start, end, from, until, parent, children } = provision;
    check(!eIds.has(eId), `${eId} twice`);
    eIds.add(eId);
    check(from <= start && start <= end && end <= until, `span of ${eId}`);
    check(parent === null || (parent < i && provisions[parent]!.children.includes(i)), `parent of ${eId}`);
    if (children.length === 0) {
      check(from === at, `leaf ${eId} begins at ${from}, not at ${at}`);
      at = until;
      return;
    }
    const [first, last] = [provisions[children[0]!]!, provisions[children[children.length - 1]!]!];
    check(first.from === from && first.start === start && last.until === until && last.end === end, `children of ${eId}`);
  });
  check(at === text.length, `leaves end at ${at} of ${text.length}`);
}

/** References stand in their leaves, in order, without overlap, and lead to provisions that are there. */
function checkReferences(text: string, provisions: readonly Provision[], check: Check): void {
  const leaves = new Map(provisions.map((provision) => [provision.eId, provision]));
  const { own, foreign } = readReferences(META, text, provisions);
  const inOrder = [...own, ...foreign].sort((a, b) => a.start - b.start);
  inOrder.forEach(({ from, start, end }, i) => {
    const leaf = leaves.get(from);
    check(leaf !== undefined && leaf.children.length === 0 && start < end && start >= leaf.start && end <= leaf.end, `reference ${start}..${end} in ${from}`);
    check(i === 0 || inOrder[i - 1]!.end <= start, `reference at ${start} overlaps`);
  });
  for (const { eIds } of own) check(eIds.length > 0 && eIds.every((eId) => leaves.has(eId)), `targets ${eIds.join(" ")}`);
  for (const { start, end, from, term } of readDefinitions(text, provisions)) {
    check(start >= leaves.get(from)!.start && end <= leaves.get(from)!.end && text.slice(start, end).includes(term), `definition of ${term}`);
  }
  let before = 0;
  for (const { start, end } of findReferences(text)) {
    check(start >= before && end > start && end <= text.length, `found reference ${start}..${end}`);
    before = end;
  }
}
