import type { DocumentMeta } from "../../../ingest/index.js";
import type { Checked } from "./guard.js";

/**
 * Province guard: an answer to a question about certain provinces (several where they are compared) cites documents of
 * those, national ones, or such as the question names; never another province's rule as if it were theirs.
 */
export function provinceGuard({ citations, documents, understanding: { regions, documentIds } }: Checked): string[] {
  if (regions.length === 0) return [];
  const allowed = ({ id, region, level }: DocumentMeta): boolean =>
    documentIds.includes(id) || (region === null ? level === "nation" : regions.includes(region));
  const cited = [...new Set(citations.map(({ documentId }) => documentId))].flatMap((id) => documents.get(id)?.meta ?? []);
  return cited.filter((meta) => !allowed(meta)).map(({ id, region }) => `问的是${regions.join("、")}，引用了${region ?? "没有地区的文件"} ${id}`);
}
