import type { ServerResponse } from "node:http";
import { beginStream, calls, event, says, type Script } from "../support/streaming-model.js";
import { faithful, shownIn } from "../support/written.js";

const STATUS = (status: number, headers: Record<string, string> = {}): Script => (response) => void response.writeHead(status, headers).end("{}");
const RAW = (body: string, type = "text/event-stream"): Script => (response) => void response.writeHead(200, { "content-type": type }).end(body);
const DONE = "data: [DONE]\n\n";

/** Streams an answer that would hold, and then does what is told in place of ending it. */
const begun = (then: (response: ServerResponse) => void): Script => (response, { messages }) => {
  beginStream(response);
  response.write(event({ role: "assistant", content: faithful(shownIn(messages[0]!.content!)) }), () => then(response));
};

/** The same, ended as it should be: no fault. */
export const NO_FAULT: Script = begun((response) => response.end(`${event({}, "stop")}${DONE}`));

const endless = (piece: string): Script => (response) => {
  beginStream(response);
  const timer = setInterval(() => response.write(piece), 1);
  response.on("close", () => clearInterval(timer));
};

const badCall = (call: object): Script => (response) => {
  beginStream(response);
  response.end(`${event({ role: "assistant", content: null, tool_calls: [{ index: 0, id: "c", type: "function", ...call }] })}${event({}, "tool_calls")}${DONE}`);
};

/** What an endpoint may do instead of answering. */
export const MODEL_FAULTS: Readonly<Record<string, Script>> = {
  "400": STATUS(400),
  "401": STATUS(401),
  "429": STATUS(429, { "retry-after": "0" }),
  "500": STATUS(500),
  "503 with a long retry-after": STATUS(503, { "retry-after": "3600" }),
  "a redirect to another host": STATUS(307, { location: "http://192.0.2.1/v1/chat/completions" }),
  "no reply at all": () => undefined,
  "headers and nothing more": (response) => beginStream(response),
  "a connection that is cut at once": (response) => void response.destroy(),
  "a stream that is cut": begun((response) => response.destroy()),
  "a stream that stops moving": begun(() => undefined),
  "a stream that ends with no end mark": begun((response) => response.end(DONE)),
  "a stream that ends by its length": begun((response) => response.end(`${event({}, "length")}${DONE}`)),
  "a stream that ends by a content filter": begun((response) => response.end(`${event({}, "content_filter")}${DONE}`)),
  "half a line": begun((response) => response.end('data: {"id":"1","choices":[{"del')),
  "an error inside the stream": begun((response) => response.end('data: {"error":{"message":"overloaded"}}\n\n')),
  "a page of HTML with status 200": RAW("<html><body>Bad gateway</body></html>", "text/html"),
  "an empty body": RAW(""),
  "an answer that is empty": says(""),
  "JSON that is no stream": RAW('{"choices":[]}', "application/json"),
  "a call of a tool that is not there": badCall({ function: { name: "delete_documents", arguments: "{}" } }),
  "a call with broken arguments": badCall({ function: { name: "search_provisions", arguments: '{"query": ' } }),
  "calls of tools without end": calls("search_provisions", { query: "公示", limit: 1 }),
  "text without end": endless(event({ content: "公示".repeat(20) })),
  "an event of 15 MB": RAW(`${event({ content: "公".repeat(5_000_000) })}${event({}, "stop")}${DONE}`),
};
