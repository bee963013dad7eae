import type { DocumentMeta } from "../../ingest/index.js";

/** A plan whose period has run out is not repealed by that: its status stays, and the reader is told. */
export function periodEnded(meta: DocumentMeta, asOf: string): boolean {
  return meta.period !== null && meta.period.to < asOf;
}

export function notYetEffective(meta: DocumentMeta, asOf: string): boolean {
  return meta.effective !== null && meta.effective > asOf;
}
