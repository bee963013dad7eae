import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { EngineSource } from "../chat/engine.js";
import { today } from "../clock.js";
import { AppError } from "../errors.js";
import { eligibilityTool, provisionTool, searchTool, type PolicyTool } from "../tools/policy-tools.js";

/** A Model Context Protocol server over the current snapshot: read-only tools, for other programs' models. */
export function policyServer(engines: EngineSource): McpServer {
  const server = new McpServer({ name: "cluster-policy-assistant", version: "1" });
  for (const tool of [searchTool, provisionTool, eligibilityTool]) register(server, tool, engines);
  return server;
}

function register(server: McpServer, tool: PolicyTool, engines: EngineSource): void {
  const { name, title, description, schema } = tool;
  server.registerTool(name, { title, description, inputSchema: schema.shape, annotations: { readOnlyHint: true, openWorldHint: false } }, async (input) => {
    try {
      return { content: [{ type: "text", text: JSON.stringify(await tool.run(engines.current, input, today())) }] };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { isError: true, content: [{ type: "text", text: error.message }] };
    }
  });
}
