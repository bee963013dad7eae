import type { DocumentMeta, Status } from "../../ingest/index.js";

/** The document's status on a day. The period of a plan that has run out does not repeal it: that is told by a notice. */
export function statusAt(meta: DocumentMeta, _asOf: string): Status {
  return meta.status;
}

/** True where the text may be quoted as a rule in force on that day. */
export function isRuleInForce(meta: DocumentMeta, asOf: string): boolean {
  return statusAt(meta, asOf) === "in_force" && !periodEnded(meta, asOf) && !notYetEffective(meta, asOf);
}

export function periodEnded(meta: DocumentMeta, asOf: string): boolean {
  return meta.period !== null && meta.period.to < asOf;
}

export function notYetEffective(meta: DocumentMeta, asOf: string): boolean {
  return meta.effective !== null && meta.effective > asOf;
}
