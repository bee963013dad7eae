import type { DocumentMeta, Passage, PolicyDocument, Status } from "../../ingest/index.js";
import type { Understanding } from "../understanding/understanding.js";

/** Documents that one search may find. Several scopes are searched side by side when places or documents are compared. */
export interface SearchScope {
  name: string;
  accepts(passage: Passage): boolean;
}

/** Limits that the caller sets on a search. */
export interface SearchFilter {
  region?: string;
  documentId?: string;
  status?: Status;
}

/** One scope a document or region that the question names; one for all when it names none. */
export function scopesOf(understanding: Understanding, documents: ReadonlyMap<string, PolicyDocument>): SearchScope[] {
  const { documentIds, regions } = understanding;
  if (documentIds.length > 0) return documentIds.map((id) => documentScope(id, documents));
  if (regions.length > 0) return regions.map((region) => ({ name: region, accepts: (passage) => passage.document.meta.region === region }));
  return [{ name: "全部文件", accepts: () => true }];
}

function documentScope(id: string, documents: ReadonlyMap<string, PolicyDocument>): SearchScope {
  return { name: documents.get(id)?.meta.title ?? id, accepts: (passage) => passage.document.meta.id === id };
}

/** The caller's limits as a scope. */
export function filterScope(filter: SearchFilter): SearchScope {
  return { name: "筛选条件", accepts: (passage) => passesFilter(passage.document.meta, filter) };
}

export function passesFilter(meta: DocumentMeta, filter: SearchFilter): boolean {
  return (
    (filter.region === undefined || meta.region === filter.region) &&
    (filter.documentId === undefined || meta.id === filter.documentId) &&
    (filter.status === undefined || meta.status === filter.status)
  );
}
