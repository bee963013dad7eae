import type { DocumentMeta, Passage, PolicyDocument, Status } from "../../ingest/index.js";
import type { Understanding } from "../understanding/understanding.js";
import { isOutranked } from "./versions.js";
import { answersOn, isIssued, statusOn } from "./validity.js";

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
  /** ISO day by which validity is judged; every document counts when left out. */
  asOf?: string;
}

/** The documents that may answer a question on a day: of several versions the one that holds. @param askedFor ids of those that it names */
export function documentsOn(documents: ReadonlyMap<string, PolicyDocument>, day: string, askedFor: readonly string[]): ReadonlyMap<string, PolicyDocument> {
  return new Map([...documents].filter(([id, { meta }]) => mayAnswer(meta, day, askedFor.includes(id), documents)));
}

/** The documents or regions that a question names, where nothing of them was issued yet on the day; else none. */
export function notIssuedYet({ documentIds, regions }: Understanding, documents: ReadonlyMap<string, PolicyDocument>, day: string): PolicyDocument[] {
  const isNamed = ({ id, region }: DocumentMeta): boolean => (documentIds.length > 0 ? documentIds.includes(id) : region !== null && regions.includes(region));
  const named = [...documents.values()].filter(({ meta }) => isNamed(meta));
  return named.some(({ meta }) => isIssued(meta, day)) ? [] : named;
}

/**
 * One scope a document or region that the question names; one for all when it names none.
 * @param documents those that may answer: nothing of another one is accepted
 */
export function scopesOf(understanding: Understanding, documents: ReadonlyMap<string, PolicyDocument>): SearchScope[] {
  const { documentIds, regions } = understanding;
  if (documentIds.length > 0) return documentIds.map((id) => documentScope(id, documents));
  const inRegion = (region: string) => (meta: DocumentMeta): boolean => documents.has(meta.id) && meta.region === region;
  if (regions.length > 0) return regions.map((region) => scopeOf(region, inRegion(region)));
  return [scopeOf("全部文件", (meta) => documents.has(meta.id))];
}

function documentScope(id: string, documents: ReadonlyMap<string, PolicyDocument>): SearchScope {
  const named = documents.get(id)?.meta;
  return scopeOf(named ? columnName(named) : id, (meta) => meta.id === id && documents.has(id));
}

/** Versions of one document bear one title; no figure of a year, which would look like one of the text's. */
function columnName({ title, status, version }: DocumentMeta): string {
  if (!version || version.others.length === 0) return title;
  return `${title}（${status === "draft" ? "征求意见稿" : version.supersededBy === null ? "现行版" : "旧版"}）`;
}

function scopeOf(name: string, admits: (meta: DocumentMeta) => boolean): SearchScope {
  return { name, accepts: (passage) => admits(passage.document.meta) };
}

/** The caller's limits as a scope. @param askedFor ids of documents that the search names @param documents of which versions are told apart */
export function filterScope(filter: SearchFilter, askedFor: readonly string[] = [], documents: Documents = new Map()): SearchScope {
  const judged = new Map<string, boolean>();
  const passes = (meta: DocumentMeta): boolean => {
    const known = judged.get(meta.id) ?? passesFilter(meta, filter, askedFor, documents);
    judged.set(meta.id, known);
    return known;
  };
  return scopeOf("筛选条件", passes);
}

type Documents = ReadonlyMap<string, PolicyDocument>;

export function passesFilter(meta: DocumentMeta, { region, documentId, status, asOf }: SearchFilter, askedFor: readonly string[] = [], documents: Documents = new Map()): boolean {
  const named = status !== undefined || documentId !== undefined || askedFor.includes(meta.id);
  return (
    (region === undefined || meta.region === region) &&
    (documentId === undefined || meta.id === documentId) &&
    (status === undefined || (asOf === undefined ? meta.status : statusOn(meta, asOf)) === status) &&
    (asOf === undefined || mayAnswer(meta, asOf, named, documents))
  );
}

/** Whether a document may answer on a day: in force or asked for, and of several versions the one that holds. */
function mayAnswer(meta: DocumentMeta, day: string, asked: boolean, documents: Documents): boolean {
  return answersOn(meta, day, asked) && (asked || !isOutranked(meta, documents, day));
}
