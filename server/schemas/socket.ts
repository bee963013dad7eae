import { z } from "zod";
import { answerSchema, citationSchema } from "./objects.js";
import { askBodySchema, conversationIdSchema } from "./http.js";

/** The messages of `/ws/chat`: tagged unions, checked at both ends. */

export const turnIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "turnId 应为 1 到 64 个字母、数字、连字符或下划线");

export const clientMessageSchema = z.discriminatedUnion("type", [
  askBodySchema.extend({ type: z.literal("ask"), turnId: turnIdSchema }),
  z.object({ type: z.literal("cancel"), turnId: turnIdSchema }),
  z.object({
    type: z.literal("resume"),
    conversationId: conversationIdSchema,
    turnId: turnIdSchema,
    afterSeq: z.number().int().min(0),
  }),
  z.object({ type: z.literal("ping") }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

export const STAGES = ["understanding", "retrieving", "composing", "verifying"] as const;
export type Stage = (typeof STAGES)[number];

/** What a turn tells while it runs; the same over WebSocket and SSE. */
export const turnEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("status"), stage: z.enum(STAGES) }),
  z.object({ type: z.literal("evidence"), citations: z.array(citationSchema) }),
  z.object({ type: z.literal("text-delta"), text: z.string(), provisional: z.literal(true).optional().describe("模型写的，已与原文核对，全文核对完之前还可能撤回") }),
  z.object({ type: z.literal("withdrawn"), what: z.enum(["sentence", "all"]).describe("sentence：一句没有通过核对，没有发出；all：此前的文字全部作废"), reason: z.string() }),
  answerSchema.extend({ type: z.literal("answer") }),
  z.object({ type: z.literal("error"), code: z.string(), message: z.string() }),
]);
export type TurnEvent = z.infer<typeof turnEventSchema>;

/** Every event of a turn carries its turn and counts from 1. */
export type NumberedEvent = TurnEvent & { turnId: string; seq: number };

export type ServerMessage =
  | { type: "ready"; conversationId: string }
  | { type: "pong" }
  | { type: "error"; code: string; message: string }
  | NumberedEvent;
