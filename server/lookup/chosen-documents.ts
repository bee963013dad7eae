import type { PolicyDocument } from "../../ingest/index.js";
import { documentNotices } from "../chat/notices.js";
import { AppError, unknownDocument } from "../errors.js";
import { isIssued, statusOn } from "../retrieval/validity.js";
import type { ComparedDocument } from "../schemas/matrix.js";

/** Which documents stand side by side; an empty list stands for all. */
export interface DocumentChoice {
  regions: readonly string[];
  documents: readonly string[];
  /** True: texts that are no policy too. One that is named is taken without. */
  background: boolean;
}

/** Documents side by side; more cannot be read in one view. */
const MOST_DOCUMENTS = 24;
const NATION = "国家";

/** The chosen ones, as many as can be shown, and how many were left out. */
export interface ChosenDocuments {
  shown: PolicyDocument[];
  leftOut: number;
}

/**
 * @param asOf ISO day: documents issued later are left out
 * @throws AppError unknown_document, unknown_region
 */
export function chooseDocuments(documents: Iterable<PolicyDocument>, { regions, documents: ids, background }: DocumentChoice, asOf: string): ChosenDocuments {
  const issued = issuedOn(documents, asOf);
  if (ids.some((id) => issued.every(({ meta }) => meta.id !== id))) throw unknownDocument();
  const there = regionsOf(issued);
  const unknown = regions.find((region) => !there.includes(region));
  if (unknown !== undefined) throw new AppError("unknown_region", 404, `没有收录「${unknown}」的文件，现有：${there.join("、")}。`);
  const chosen = issued.filter((document) => {
    if (ids.length > 0 && !ids.includes(document.meta.id)) return false;
    return isBackground(document) ? background || ids.length > 0 : regions.length === 0 || regions.includes(regionOf(document));
  });
  return { shown: chosen.slice(0, MOST_DOCUMENTS), leftOut: Math.max(0, chosen.length - MOST_DOCUMENTS) };
}

export function issuedOn(documents: Iterable<PolicyDocument>, asOf: string): PolicyDocument[] {
  return [...documents].filter(({ meta }) => isIssued(meta, asOf));
}

/** The regions that have documents of policy, in their order. */
export function regionsOf(documents: readonly PolicyDocument[]): string[] {
  return [...new Set(documents.filter((document) => !isBackground(document)).map(regionOf))];
}

/** The nation's own documents have no region. */
export function regionOf({ meta }: PolicyDocument): string {
  return meta.region ?? NATION;
}

export function isNational(document: PolicyDocument): boolean {
  return regionOf(document) === NATION;
}

/** A text that is no policy: never a rule, and shown apart. */
export function isBackground({ meta }: PolicyDocument): boolean {
  return meta.status === "non_normative";
}

/** A document as a comparison names it. */
export function headOf(document: PolicyDocument, asOf: string): ComparedDocument {
  const { id, title, docNumber, issuer, effective, period } = document.meta;
  return { documentId: id, title, docNumber, issuer, region: regionOf(document), status: statusOn(document.meta, asOf), effective, period, notices: documentNotices(document, asOf) };
}
