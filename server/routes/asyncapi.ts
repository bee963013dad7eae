import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { clientMessageSchema, turnEventSchema } from "../schemas/socket.js";

/** GET /docs/asyncapi.json: the WebSocket's messages, generated from the schemas that check them. */
export const asyncApiRoutes: FastifyPluginAsync = async (app) => {
  app.get("/docs/asyncapi.json", { schema: { hide: true } }, async () => asyncApi());
};

function asyncApi() {
  const message = (schema: z.ZodType, title: string) => ({ title, payload: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) });
  return {
    asyncapi: "3.0.0",
    info: { title: "集群政策助手 WebSocket", version: "1" },
    channels: {
      chat: {
        address: "/ws/chat",
        messages: {
          client: message(clientMessageSchema, "客户端消息"),
          server: message(turnEventSchema, "一轮问答的事件，另有 turnId 和从 1 递增的 seq"),
        },
      },
    },
    operations: {
      receiveClient: { action: "receive", channel: { $ref: "#/channels/chat" }, messages: [{ $ref: "#/channels/chat/messages/client" }] },
      sendServer: { action: "send", channel: { $ref: "#/channels/chat" }, messages: [{ $ref: "#/channels/chat/messages/server" }] },
    },
  };
}
