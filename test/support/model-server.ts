import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EmbeddingSettings } from "../../ingest/index.js";
import { PATIENCE_MS } from "./patience.js";

/** What a request meets instead of an answer. `change` alters the right reply; `text` is sent as it is, with status 200. */
export type Fault =
  | "hang"
  | "cut"
  | "cut in the body"
  | { status: number; headers?: Record<string, string> }
  | { text: string }
  | { change: (reply: Record<string, unknown[]>) => unknown };

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: { model: string; input?: string[]; query?: string; documents?: string[]; top_n?: number };
}

/**
 * A model server on this machine: `/embeddings` gives vectors in which texts of the same characters lie near each other,
 * `/rerank` scores by the characters that are shared, both in an order of its own. It fails when told to.
 */
export class ModelServer {
  readonly received: Received[] = [];
  private readonly faults: Fault[] = [];
  private lasting: Fault | null = null;

  private constructor(
    private readonly server: Server,
    readonly dimensions: number,
  ) {
    server.on("request", (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response));
  }

  static async start(dimensions = 16): Promise<ModelServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ModelServer(server, dimensions);
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** The next requests meet these, one each. */
  failNext(...faults: Fault[]): void {
    this.faults.push(...faults);
  }

  /** Every request meets this. */
  failAlways(fault: Fault): void {
    this.lasting = fault;
  }

  /** Forgets what it was asked and told: a caller that gave up may never have met its fault, which the next one would meet. */
  reset(): void {
    this.received.length = 0;
    this.faults.length = 0;
    this.lasting = null;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // Whoever asked gave up before all was said.
      return;
    }
    const received = { path: request.url!, headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) as Received["body"] };
    this.received.push(received);
    const reply = received.path.endsWith("/rerank") ? this.rerank(received) : this.embed(received);
    this.send(response, reply, this.faults.shift() ?? this.lasting);
  }

  private send(response: ServerResponse, reply: Record<string, unknown[]>, fault: Fault | null): void {
    const text = JSON.stringify(reply);
    if (fault === "hang") return;
    if (fault === "cut") return void response.destroy();
    if (fault === "cut in the body") {
      response.writeHead(200, { "content-length": text.length }).write(text.slice(0, 10), () => response.destroy());
    } else if (fault && "status" in fault) response.writeHead(fault.status, fault.headers).end(text);
    else if (fault && "text" in fault) response.end(fault.text);
    else response.end(fault ? JSON.stringify(fault.change(reply)) : text);
  }

  private embed({ body }: Received): Record<string, unknown[]> {
    const data = (body.input ?? []).map((text, index) => ({ object: "embedding", index, embedding: vectorOf(text, this.dimensions) }));
    return { data: data.reverse() };
  }

  private rerank({ body }: Received): Record<string, unknown[]> {
    const wanted = new Set(body.query);
    const shared = (text: string): number => new Set([...text].filter((ch) => wanted.has(ch))).size;
    const results = (body.documents ?? []).map((text, index) => ({ index, relevance_score: shared(text) }));
    return { results: results.sort((a, b) => b.relevance_score - a.relevance_score) };
  }
}

function vectorOf(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0.01);
  for (const ch of text) vector[(ch.codePointAt(0)! * 2654435761) % dimensions]! += 1;
  return vector;
}

/** Stands nowhere but in a header. */
export const SECRET_KEY = "sk-secret-4711";

export function embeddingAt({ baseUrl }: Pick<ModelServer, "baseUrl">, change: Partial<EmbeddingSettings> = {}): EmbeddingSettings {
  return {
    baseUrl,
    model: "test-model",
    apiKey: SECRET_KEY,
    queryPrefix: "",
    passagePrefix: "",
    maxCharacters: 2000,
    batchSize: 16,
    queryTimeoutMs: PATIENCE_MS,
    batchTimeoutMs: PATIENCE_MS,
    ...change,
  };
}
