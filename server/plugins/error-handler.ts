import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError, type ZodFastifySchemaValidationError } from "fastify-type-provider-zod";
import { AppError, isChinese } from "../errors.js";
import type { ErrorBody } from "../schemas/objects.js";
import { NOT_FOUND_PAGE } from "./not-found-page.js";

/** What a person is told for errors that Fastify raises itself. */
const KNOWN: Record<string, { code: string; message: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: "too_large", message: "内容太长，请缩短后再试。" },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: "bad_media_type", message: "请求格式不对，应为 JSON。" },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: "bad_json", message: "请求内容为空，应为 JSON。" },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: "bad_json", message: "请求内容不是正确的 JSON。" },
  FST_ERR_BAD_URL: { code: "bad_url", message: "地址写法不对，无法识别。" },
  FST_ERR_MAX_PARAM_LENGTH: { code: "bad_url", message: "地址太长，无法识别。" },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: "bad_length", message: "请求长度不符。" },
};

/** One error handler: the full error to the log, a sparing reply in Chinese to the person. */
export function installErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, body } = toReply(error);
    if (status >= 500) request.log.error({ err: error }, "request failed");
    return reply.status(status).send(body);
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    void reply.status(404);
    if (isForPeople(request)) return reply.header("vary", "accept").type("text/html; charset=utf-8").send(NOT_FOUND_PAGE);
    return reply.send(errorBody("not_found", `没有这个地址：${request.method} ${request.url.split("?")[0]!.slice(0, 100)}`));
  });
}

const OF_PROGRAMS = /^\/(api|v1|mcp|ws)\b/;

/** A browser that opens an address of a page; some programs name HTML as well, but ask below /api. */
function isForPeople({ method, url, headers }: FastifyRequest): boolean {
  return (method === "GET" || method === "HEAD") && !OF_PROGRAMS.test(url) && headers.accept?.includes("text/html") === true;
}

/** For errors before any route is found (a badly encoded or overlong address). */
export function replyWithError(error: FastifyError, reply: FastifyReply): FastifyReply {
  const { status, body } = toReply(error);
  // Nothing of the application's serializers is set up yet: the body is written as it is.
  return reply.status(status).type("application/json; charset=utf-8").serializer(JSON.stringify).send(body);
}

export function errorBody(code: string, message: string, details?: unknown): ErrorBody {
  return { error: { code, message, ...(details === undefined ? {} : { details }) } };
}

function toReply(error: FastifyError): { status: number; body: ErrorBody } {
  if (error instanceof AppError) return { status: error.status, body: errorBody(error.code, error.message, error.details) };
  if (hasZodFastifySchemaValidationErrors(error)) return { status: 400, body: validationBody(error.validation) };
  const known = KNOWN[error.code ?? ""];
  if (known) return { status: error.statusCode ?? 400, body: errorBody(known.code, known.message) };
  if (!isResponseSerializationError(error) && error.statusCode !== undefined && error.statusCode < 500) {
    return { status: error.statusCode, body: errorBody("bad_request", "请求不正确，请检查后再试。") };
  }
  return { status: 500, body: errorBody("internal", "服务内部出错，请稍后再试。") };
}

/** The first mistake in words, all of them in `details`. Zod's own English messages are not passed on. */
function validationBody(validation: ZodFastifySchemaValidationError[]): ErrorBody {
  const details = validation.map((mistake) => ({
    field: mistake.instancePath.replace(/^\//, "").replace(/\//g, "."),
    message: said(mistake) ?? whatIsWanted(mistake),
  }));
  const first = details[0]!;
  return errorBody("bad_request", said(validation[0]!) ?? `${first.field || "请求内容"}${first.message}。`, details);
}

/** The schema's own words, where it has some. */
function said({ message = "" }: ZodFastifySchemaValidationError): string | undefined {
  return isChinese(message) ? message : undefined;
}

const ALTERNATIVES = new Intl.ListFormat("zh", { type: "disjunction" });

function whatIsWanted({ keyword, params }: ZodFastifySchemaValidationError): string {
  if (keyword !== "invalid_value" || !Array.isArray(params["values"])) return "格式不对";
  return `应为 ${ALTERNATIVES.format(params["values"].map(String))}`;
}
