import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What a scripted model is asked. */
export interface ModelRequest {
  model: string;
  messages: { role: string; content: string | null; tool_call_id?: string }[];
  tools?: { function: { name: string } }[];
  stream: boolean;
  tool_choice?: unknown;
}

/** What it does: writes the HTTP reply in whatever way, right or wrong. */
export type Script = (response: ServerResponse, request: ModelRequest, call: number) => void | Promise<void>;

/** A local OpenAI-compatible endpoint that streams what its script writes, and knows which connections are still in use. */
export class StreamingModel {
  readonly requests: ModelRequest[] = [];
  readonly authorizations: (string | undefined)[] = [];
  /** Replies that have been begun and have not ended, in whatever way. */
  busy = 0;
  script: Script;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    script: Script,
  ) {
    this.script = script;
    server.on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket)).on("error", () => undefined);
    });
    server.on("request", (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response));
  }

  static async start(script: Script): Promise<StreamingModel> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new StreamingModel(server, script);
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.busy++;
    response.on("close", () => this.busy--).on("error", () => undefined);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // Whoever asked gave up before all was said.
      return;
    }
    this.authorizations.push(request.headers.authorization);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as ModelRequest;
    this.requests.push(body);
    await this.script(response, body, this.requests.length);
  }
}

/** One event of a stream. */
export function event(delta: object, finish: string | null = null): string {
  return `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 1, model: "scripted", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
}

export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
}

const PIECE = 7;

/** Streams a text in small pieces and ends as it should. */
export function says(text: string): Script {
  return (response) => {
    beginStream(response);
    response.write(event({ role: "assistant", content: "" }));
    for (let at = 0; at < text.length; at += PIECE) response.write(event({ content: text.slice(at, at + PIECE) }));
    response.end(`${event({}, "stop")}data: [DONE]\n\n`);
  };
}

/** Calls a tool. */
export function calls(name: string, input: object): Script {
  return (response, _request, call) => {
    beginStream(response);
    const tool_calls = [{ index: 0, id: `call-${call}`, type: "function", function: { name, arguments: JSON.stringify(input) } }];
    response.end(`${event({ role: "assistant", content: null, tool_calls })}${event({}, "tool_calls")}data: [DONE]\n\n`);
  };
}
