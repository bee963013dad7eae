import "../agent/no-tracing.js";
import { Document } from "@langchain/core/documents";
import { BaseRetriever } from "@langchain/core/retrievers";

/** A provision as `GET /api/search` tells it. */
export interface FoundProvision {
  provisionId: string;
  documentTitle: string;
  label: string;
  text: string;
  start: number;
  end: number;
  status: string;
  score: number;
  url: string;
}

/** Where provisions come from: the server's search in the same process, or its API over HTTP. */
export type ProvisionSource = (query: string, limit: number) => Promise<readonly FoundProvision[]>;

/** This assistant's retrieval for langchain: a document a provision, its address and standing in the metadata. */
export class PolicyRetriever extends BaseRetriever<Omit<FoundProvision, "text">> {
  lc_namespace = ["cluster-policy-assistant", "retrievers"];

  constructor(
    private readonly source: ProvisionSource,
    private readonly limit = 5,
  ) {
    super();
  }

  override async _getRelevantDocuments(query: string): Promise<Document<Omit<FoundProvision, "text">>[]> {
    const found = await this.source(query, this.limit);
    return found.map(({ text, ...metadata }) => new Document({ pageContent: text, metadata, id: metadata.provisionId }));
  }
}

/** The search of a running server. @param address http://localhost:8080 */
export function searchAt(address: string): ProvisionSource {
  return async (query, limit) => {
    const reply = await fetch(`${address}/api/search?${new URLSearchParams({ q: query, limit: String(limit) })}`);
    if (!reply.ok) throw new Error(`GET ${address}/api/search: expected 200, got ${reply.status}`);
    return ((await reply.json()) as { hits: FoundProvision[] }).hits;
  };
}
