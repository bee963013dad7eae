import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { EngineSource } from "../chat/engine.js";
import { AppError } from "../errors.js";
import { policyServer } from "../mcp/policy-server.js";
import type { ApiKeys } from "../plugins/api-keys.js";

/** POST /mcp: the tools over streamable HTTP, each request for itself (no sessions to keep). */
export const mcpRoutes =
  (engines: EngineSource, keys: ApiKeys): FastifyPluginAsyncZod =>
  async (app) => {
    app.addHook("onRequest", async (request) => keys.admit(request));

    app.post("/mcp", { schema: { summary: "MCP 服务（streamable HTTP）" } }, async (request, reply) => {
      const server = policyServer(engines);
      const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
      reply.hijack();
      reply.raw.on("close", () => void server.close());
      await server.connect(transport);
      await transport.handleRequest(request.raw, reply.raw, request.body);
    });

    const notOffered = async (): Promise<never> => {
      throw new AppError("method_not_allowed", 405, "这个地址只接受 POST。");
    };
    app.get("/mcp", { schema: { hide: true } }, notOffered);
    app.delete("/mcp", { schema: { hide: true } }, notOffered);
  };
