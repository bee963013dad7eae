/** An error that a person may read: a code for programs, a message in Chinese, and the HTTP status it calls for. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: unknown;

  constructor(code: string, status: number, message: string, options?: ErrorOptions & { details?: unknown }) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.status = status;
    this.details = options?.details;
  }
}

/** A message written for people; those that zod itself gives are English, and are not passed on. */
export function isChinese(message: string): boolean {
  return /[\u4e00-\u9fa5]/.test(message);
}

export const unknownDocument = (): AppError => new AppError("unknown_document", 404, "没有这份文件，请检查文件编号。");
export const unknownProvision = (): AppError => new AppError("unknown_provision", 404, "这份文件里没有这个条款地址。");
export const unknownConversation = (): AppError => new AppError("unknown_conversation", 404, "没有这个会话，可能已经过期，请重新开始对话。");
export const unknownAnswer = (): AppError => new AppError("unknown_answer", 404, "没有这个回答，无法评价。");
