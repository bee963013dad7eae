import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What was asked of the scripted model. */
export interface ChatCall {
  path: string;
  authorization: string | undefined;
  body: { model: string; messages: { role: string; content: string }[]; stream: boolean };
}

/** A reply of the scripted model: a text, a whole HTTP reply, or null for none at all. */
export type ScriptedReply = string | { status?: number; body: string; location?: string } | null;

/** A local OpenAI-compatible endpoint that gives the replies in order, the last one again and again, and records its calls. */
export async function startChatServer(...replies: ScriptedReply[]): Promise<{ baseUrl: string; calls: ChatCall[] }> {
  const calls: ChatCall[] = [];
  const server = createServer((request, response) => {
    const answer = (body: string): void => {
      calls.push({ path: request.url!, authorization: request.headers.authorization, body: JSON.parse(body) as ChatCall["body"] });
      const reply = replies[Math.min(calls.length, replies.length) - 1] ?? null;
      if (reply === null) return;
      const { status = 200, body: text, location } = typeof reply === "string" ? { body: completion(reply), location: undefined } : reply;
      response.writeHead(status, { "content-type": "application/json", ...(location ? { location } : {}) }).end(text);
    };
    // Whoever asked may give up before all was said.
    readBody(request).then(answer, () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, calls };
}

/** A whole reply as such servers write it. */
export function completion(content: string, finish: string | null = "stop"): string {
  return JSON.stringify({ id: "1", choices: [{ index: 0, finish_reason: finish, message: { role: "assistant", content } }] });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
