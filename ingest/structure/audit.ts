import type { AuditFinding, Provision, ProvisionKind } from "../model.js";

const NUMBERED: ReadonlySet<ProvisionKind> = new Set([
  "division", "part", "subpart", "chapter", "section", "article", "sec", "subsec", "item", "stem", "point", "subpoint", "half", "circle", "letter",
]);
const CONTEXT_LENGTH = 30;

/**
 * Reads the numbers of a document as a careful clerk would: gaps, duplicates, reversals, and numbers that were inferred.
 * Articles are counted through the document and through each attachment, every other kind among its siblings, or on from the list before.
 */
export function auditNumbering(documentId: string, text: string, provisions: Provision[]): AuditFinding[] {
  const line = lineCounter(text);
  const finding = (kind: AuditFinding["kind"], at: Provision, message: string): AuditFinding => ({
    kind,
    documentId,
    line: line(at.start),
    context: text.slice(at.start, Math.min(at.end, at.start + CONTEXT_LENGTH)),
    message,
  });
  const findings: AuditFinding[] = [];
  for (const provision of provisions) {
    if (provision.inferred && NUMBERED.has(provision.kind)) {
      findings.push(finding("inferred", provision, `原文未标序号，按前后推定为${provision.label}`));
    }
  }
  const before = new Map<ProvisionKind, Provision[]>();
  for (const sequence of sequences(provisions)) {
    const { kind, ordinal } = sequence[0]!;
    const goesOn = kind !== "article" && isNextAfter(before.get(kind) ?? [], ordinal!);
    findings.push(...auditSequence(sequence, goesOn ? ordinal! - 1 : 0, finding));
    before.set(kind, sequence);
  }
  return findings.sort((a, b) => a.line - b.line);
}

/** 67. may be the next after 66. of the part before; a single number before it is no list that goes on. */
function isNextAfter(list: readonly Provision[], ordinal: number): boolean {
  return list.length > 1 && list[list.length - 1]!.ordinal === ordinal - 1;
}

/** @param before the number that the sequence counts on from */
function auditSequence(
  sequence: Provision[],
  before: number,
  finding: (kind: AuditFinding["kind"], at: Provision, message: string) => AuditFinding,
): AuditFinding[] {
  const findings: AuditFinding[] = [];
  let previous = before;
  for (const provision of sequence) {
    const ordinal = provision.ordinal!;
    if (provision.insertion !== null) continue;
    if (ordinal === previous) findings.push(finding("duplicate", provision, `${provision.label} 重复`));
    else if (ordinal < previous) findings.push(finding("reversal", provision, `${provision.label} 序号倒退（前一个是 ${previous}）`));
    else if (ordinal > previous + 1) findings.push(finding("gap", provision, `${provision.label} 之前缺序号 ${missing(previous, ordinal)}`));
    previous = ordinal;
  }
  return findings;
}

function missing(previous: number, ordinal: number): string {
  return previous + 2 === ordinal ? String(previous + 1) : `${previous + 1} 至 ${ordinal - 1}`;
}

/** Articles by attachment, everything else by parent. */
function sequences(provisions: Provision[]): Provision[][] {
  const groups = new Map<string, Provision[]>();
  let attachment = "";
  for (const provision of provisions) {
    if (provision.kind === "attachment") attachment = provision.eId;
    if (!NUMBERED.has(provision.kind)) continue;
    const key = provision.kind === "article" ? `article ${attachment}` : `${provision.kind} ${provision.parent ?? "root"}`;
    const group = groups.get(key);
    if (group) group.push(provision);
    else groups.set(key, [provision]);
  }
  return [...groups.values()];
}

/** Tells the line of an offset. The lines are only counted once it is asked: most documents have no finding. */
function lineCounter(text: string): (offset: number) => number {
  let starts: number[] | null = null;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return starts;
}
