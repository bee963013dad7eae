import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import websocket from "@fastify/websocket";
import fastify, { LogController, type FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { Assistant } from "./chat/assistant.js";
import type { Engine } from "./chat/engine.js";
import { AppError } from "./errors.js";
import { installErrorHandler, replyWithError } from "./plugins/error-handler.js";
import { Metrics } from "./plugins/metrics.js";
import { askRoutes } from "./routes/ask.js";
import { asyncApiRoutes } from "./routes/asyncapi.js";
import { documentRoutes } from "./routes/documents.js";
import { eligibilityRoutes } from "./routes/eligibility.js";
import { feedbackRoutes } from "./routes/feedback.js";
import { healthRoutes } from "./routes/health.js";
import { pageRoutes } from "./routes/pages.js";
import { searchRoutes } from "./routes/search.js";
import { socketRoutes } from "./routes/socket.js";
import type { Store } from "./store/store.js";

export interface AppOptions {
  engine: Engine;
  store: Store;
  webDir: string;
  allowedOrigins: readonly string[];
  logLevel: string;
}

const BODY_LIMIT = 64 * 1024;
const MESSAGE_LIMIT = 16 * 1024;

/** Wires the application: the only place where rooms meet. Not yet listening, so that tests boot the real thing. */
export async function buildApp({ engine, store, webDir, allowedOrigins, logLevel }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    connectionTimeout: 30_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 5_000,
    http: { headersTimeout: 10_000 },
    logger: { level: logLevel, serializers: { req: requestForLog } },
    // Frameworks log a line a request; questions stand in query strings, so requests are counted in metrics instead.
    frameworkErrors: (error, _request, reply) => void replyWithError(error, reply),
    return503OnClosing: false,
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  installErrorHandler(app);
  await app.register(swagger, {
    openapi: { info: { title: "集群政策助手", description: "先进制造业集群政策问答，每个回答附条款出处。", version: "1" } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: true });
  await app.register(websocket, {
    options: { maxPayload: MESSAGE_LIMIT, perMessageDeflate: false },
    errorHandler: (error, socket, request) => {
      request.log.error({ err: error }, "socket handler failed");
      socket.terminate();
    },
  });

  let draining = false;
  app.addHook("preClose", async () => {
    draining = true;
  });
  app.addHook("onRequest", async ({ url }) => {
    if (draining && url !== "/healthz" && url !== "/readyz") throw new AppError("draining", 503, "服务正在停止，请稍后再试。");
  });
  const metrics = new Metrics();
  engine.retriever.onDegraded((service, error) => {
    metrics.countDegraded(service);
    if (error) app.log.warn({ err: error, service }, "search goes on without an outside service");
  });
  const assistant = new Assistant(engine, store, metrics);
  await app.register(askRoutes(assistant));
  await app.register(searchRoutes(engine));
  await app.register(documentRoutes(engine));
  await app.register(eligibilityRoutes(engine, store));
  await app.register(feedbackRoutes(store));
  await app.register(healthRoutes(engine, metrics, () => draining));
  await app.register(socketRoutes(assistant, metrics, allowedOrigins));
  await app.register(asyncApiRoutes);
  await app.register(pageRoutes(webDir));
  return app;
}

/** What of a request may stand in a log: no query string, no body, no address. */
function requestForLog({ method, url }: { method: string; url: string }): { method: string; path: string } {
  return { method, path: url.split("?")[0]! };
}
