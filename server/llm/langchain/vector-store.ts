import "../agent/no-tracing.js";
import { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import { Document } from "@langchain/core/documents";
import { Embeddings } from "@langchain/core/embeddings";
import type { Embedder, Passage, VectorSearcher } from "../../../ingest/index.js";

/** This assistant's embedder for langchain: a store that is taken along is asked with the vectors that it was made of. */
export class PolicyEmbeddings extends Embeddings {
  constructor(private readonly embedder: Embedder) {
    super({});
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return (await this.embedder.embed(texts, "passage")).map((vector) => Array.from(vector));
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.embedder.embed([text], "query");
    return Array.from(vector!);
  }
}

/** What a store is made of; a snapshot has it all. */
export interface StoredCollection {
  passages: readonly Passage[];
  vectors: VectorSearcher;
  embedder: Embedder;
}

/** Neighbours that a search looks at. The community's store leaves hnswlib's default of ten, which misses a third of what is near. */
const EF_SEARCH = 128;

/**
 * The passages as @langchain/community's own HNSWLib store, for langchain programs that want the collection without our server: a document a
 * passage, its address in the metadata. Only vectors are searched there: no words, no validity, no place. The one file that knows the community's.
 */
export async function toVectorStore({ passages, vectors, embedder }: StoredCollection): Promise<HNSWLib> {
  const store = new HNSWLib(new PolicyEmbeddings(embedder), { space: "cosine", numDimensions: embedder.dimensions });
  // A passage without a known word has no direction; cosine has no meaning for it.
  const known = passages.map((passage) => ({ passage, vector: Array.from(vectors.vectorOf(passage.index)) })).filter(({ vector }) => vector.some((value) => value !== 0));
  await store.addVectors(known.map(({ vector }) => vector), known.map(({ passage }) => toDocument(passage)));
  return widened(store);
}

/** Opens a store that `toVectorStore(...).save(folder)` wrote, with the embedder that it was made with. */
export async function openVectorStore(folder: string, embedder: Embedder): Promise<HNSWLib> {
  return widened(await HNSWLib.load(folder, new PolicyEmbeddings(embedder)));
}

function toDocument({ document: { meta, text }, provision }: Passage): Document {
  const { eId, label, start, end } = provision;
  const metadata = { provisionId: `${meta.id}#${eId}`, documentTitle: meta.title, docNumber: meta.docNumber, region: meta.region, status: meta.status, label, start, end };
  return new Document({ pageContent: text.slice(start, end), metadata, id: metadata.provisionId });
}

function widened(store: HNSWLib): HNSWLib {
  store.index.setEf(EF_SEARCH);
  return store;
}
