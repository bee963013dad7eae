import type { channelReplySchema, conversationReplySchema, documentReplySchema, documentsReplySchema, provisionReplySchema } from "../../server/schemas/http.js";

/** Replies whose schema exports no type of its own, told from the schema so that the two cannot drift apart. */
export type DocumentsReply = ReturnType<typeof documentsReplySchema.parse>;
export type DocumentSummary = DocumentsReply["documents"][number];
export type DocumentReply = ReturnType<typeof documentReplySchema.parse>;
export type ProvisionReply = ReturnType<typeof provisionReplySchema.parse>;
export type ChannelReply = ReturnType<typeof channelReplySchema.parse>;
export type ConversationReply = ReturnType<typeof conversationReplySchema.parse>;
