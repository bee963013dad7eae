import type { Api } from "../client/api.js";
import { ApiError } from "../client/request.js";
import type { DocumentReply } from "../client/wire.js";

/** A document's structure, and the text that its spans count in. @throws ApiError */
export async function readDocument(api: Api, id: string): Promise<{ reply: DocumentReply; text: string }> {
  const [reply, text] = await Promise.all([api.fetchDocument(id), api.fetchDocumentText(id)]);
  const end = Math.max(0, ...reply.tree.map((node) => node.end));
  // The two replies come from two requests: a newly ingested snapshot may have come between them.
  if (end > text.length) throw new ApiError("文件刚刚更新，请刷新页面。", 409);
  return { reply, text };
}

/** Why a document could not be read, in a sentence fit to show. */
export function failureText(cause: unknown): string {
  if (!(cause instanceof ApiError)) return "文件打不开，请刷新页面再试。";
  if (cause.status === 404 || cause.status === 400) return "没有收录这份文件，请从文件目录里查找。";
  return cause.message;
}
