import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { Engine } from "../chat/engine.js";
import { readConfig } from "../config.js";
import { policyServer } from "../mcp/policy-server.js";
import { runCommand } from "./run-command.js";

/** The tools over stdio, for a program on this machine. Standard output belongs to the protocol. */
async function main(): Promise<number> {
  console.log = console.error;
  const server = policyServer(Engine.open(readConfig()));
  const ended = new Promise<void>((resolve) => process.stdin.once("end", resolve).once("close", resolve));
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
  return 0;
}

runCommand(main, "用法：npm run --silent mcp");
