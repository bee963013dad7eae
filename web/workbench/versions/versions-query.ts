import type { DocumentSummary } from "../../client/wire.js";
import { hrefOf } from "../routing.js";

export const VERSIONS = "versions";

/** What is compared; "" for a side that is not chosen yet. */
export interface VersionChoice {
  before: string;
  after: string;
  /** Any two documents may be chosen, not only versions of one. */
  any: boolean;
  /** What stayed the same is listed as well. */
  all: boolean;
}

/** A document of which there are several versions. */
export interface Work {
  of: string;
  title: string;
  /** The earliest first; those of unknown date before all others. */
  versions: DocumentSummary[];
}

/** The works of a collection that have more than one version. */
export function worksOf(documents: readonly DocumentSummary[]): Work[] {
  const names = [...new Set(documents.flatMap(({ version }) => (version && version.others.length > 0 ? [version.of] : [])))];
  return names.map((of) => {
    const versions = documents.filter(({ version }) => version?.of === of).sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
    return { of, title: versions[versions.length - 1]!.title, versions };
  });
}

function startOf({ effective, issued, published }: DocumentSummary): string {
  return effective ?? issued ?? published ?? "";
}

/** The choice that an address makes; without one, the newest two versions of the first work there is. */
export function readChoice(query: URLSearchParams, works: readonly Work[]): VersionChoice {
  const [before, after] = [query.get("before") ?? "", query.get("after") ?? ""];
  const rest = { any: query.get("any") === "1" || works.length === 0, all: query.get("all") === "1" };
  const [first] = works;
  return before === "" && after === "" && !rest.any && first ? { ...newestOf(first), ...rest } : { before, after, ...rest };
}

/** The newest two versions of a work. */
export function newestOf({ versions }: Work): Pick<VersionChoice, "before" | "after"> {
  const [before, after] = versions.slice(-2).map(({ id }) => id);
  return { before: before!, after: after! };
}

/** The work that both sides are versions of. */
export function workOf({ before, after, any }: VersionChoice, works: readonly Work[]): Work | null {
  const has = ({ versions }: Work, id: string): boolean => versions.some((version) => version.id === id);
  return any ? null : (works.find((work) => has(work, before) && has(work, after)) ?? null);
}

export function versionsHref({ before, after, any = false, all = false }: Pick<VersionChoice, "before" | "after"> & Partial<VersionChoice>): string {
  return hrefOf(VERSIONS, { query: { before, after, any: any ? "1" : "", all: all ? "1" : "" } });
}

/** The server's address of a comparison. */
export function diffPath({ before, after, all }: VersionChoice): string {
  return `api/documents/${encodeURIComponent(before)}/diff?${new URLSearchParams({ with: after, unchanged: all ? "1" : "0" }).toString()}`;
}
