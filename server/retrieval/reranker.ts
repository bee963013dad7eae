import { z } from "zod";
import { JsonEndpoint, type EndpointSettings, type Passage } from "../../ingest/index.js";

/** A model behind `POST {baseUrl}/rerank`, in the shape that Cohere, Jina and vLLM share. */
export interface RerankSettings extends EndpointSettings {
  /** How many of the best candidates are put in order. */
  depth: number;
  timeoutMs: number;
}

/** The port for models that read question and passage together. */
export interface Reranker {
  readonly depth: number;
  /** How relevant each text is to the question, in the texts' order; comparable within one call only. @throws EndpointError */
  relevance(question: string, texts: readonly string[]): Promise<number[]>;
}

const replySchema = z.object({ results: z.array(z.object({ index: z.number().int().nonnegative(), relevance_score: z.number() })) });

export class EndpointReranker implements Reranker {
  readonly depth: number;
  private readonly endpoint: JsonEndpoint;

  constructor(private readonly settings: RerankSettings) {
    this.depth = settings.depth;
    this.endpoint = new JsonEndpoint("重排服务", settings);
  }

  async relevance(question: string, texts: readonly string[]): Promise<number[]> {
    const body = { query: question, documents: texts, top_n: texts.length };
    const { results } = await this.endpoint.post("/rerank", body, replySchema, this.settings.timeoutMs);
    if (results.length !== texts.length) throw this.endpoint.malformed(`结果应为 ${texts.length} 个，实际 ${results.length} 个`);
    const ordered = results.sort((a, b) => a.index - b.index);
    if (ordered.some(({ index }, i) => index !== i)) throw this.endpoint.malformed("序号有重复或超出范围");
    return ordered.map((result) => result.relevance_score);
  }
}

/** Longer passages are cut: the models take some hundred characters, and some servers refuse more. */
const MOST_CHARACTERS = 1000;

/** A passage as a reranker reads it: where it stands, then what it says. */
export function rerankedText({ document: { meta, text }, provision }: Passage): string {
  return [meta.title, ...provision.path, text.slice(provision.start, provision.end)].join("\n").slice(0, MOST_CHARACTERS).toWellFormed();
}
