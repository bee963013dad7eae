import type { searchReplySchema } from "../../../server/schemas/http.js";
import { hrefOf } from "../routing.js";

export type SearchReply = ReturnType<typeof searchReplySchema.parse>;
export type Hit = SearchReply["hits"][number];

/** What is asked, and of which documents; "" for all. */
export interface Search {
  q: string;
  region: string;
  document: string;
  status: string;
}

const MOST_HITS = 30;

export function readSearch(query: URLSearchParams): Search {
  const value = (name: string): string => query.get(name) ?? "";
  return { q: value("q").trim(), region: value("region"), document: value("document"), status: value("status") };
}

/** The workbench's address of a search. */
export function addressOf({ q, region, document, status }: Search): string {
  return hrefOf("search", { query: { q, region, document, status } });
}

/** The server's address of a search, with every score explained. */
export function searchPath({ q, region, document, status }: Search): string {
  const given = Object.entries({ q, region, documentId: document, status }).filter(([, value]) => value !== "");
  return `api/search?${new URLSearchParams([...given, ["limit", String(MOST_HITS)], ["explain", "1"]]).toString()}`;
}
