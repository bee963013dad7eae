import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import websocket from "@fastify/websocket";
import fastify, { LogController, type FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { StaffAuth } from "./auth/staff-auth.js";
import { Assistant } from "./chat/assistant.js";
import type { Channels } from "./channels/channels.js";
import { Gatekeeper } from "./channels/gatekeeper.js";
import type { EngineSettings, EngineSource } from "./chat/engine.js";
import type { Writing } from "./chat/written/write-answer.js";
import { today } from "./clock.js";
import { AppError } from "./errors.js";
import { ApiKeys } from "./plugins/api-keys.js";
import { installErrorHandler, replyWithError } from "./plugins/error-handler.js";
import { installHardening } from "./plugins/hardening.js";
import { Metrics } from "./plugins/metrics.js";
import { installStaff } from "./plugins/staff.js";
import { askRoutes } from "./routes/ask.js";
import { asyncApiRoutes } from "./routes/asyncapi.js";
import { channelRoutes } from "./routes/channel.js";
import { chatCompletionsRoutes } from "./routes/chat-completions.js";
import { conversationRoutes } from "./routes/conversations.js";
import { documentRoutes } from "./routes/documents.js";
import { eligibilityRoutes } from "./routes/eligibility.js";
import { feedbackRoutes } from "./routes/feedback.js";
import { figureRoutes } from "./routes/figures.js";
import { healthRoutes } from "./routes/health.js";
import { ingestRoutes } from "./routes/ingest.js";
import { matrixRoutes } from "./routes/matrix.js";
import { mcpRoutes } from "./routes/mcp.js";
import { permalinkRoutes } from "./routes/permalinks.js";
import { pageRoutes } from "./routes/pages.js";
import { searchRoutes } from "./routes/search.js";
import { socketRoutes } from "./routes/socket.js";
import { staffAskedRoutes } from "./routes/staff-asked.js";
import { staffDocumentRoutes } from "./routes/staff-documents.js";
import { staffRoutes } from "./routes/staff.js";
import { uploadRoutes } from "./routes/uploads.js";
import { Aside } from "./staff/aside/aside.js";
import { UploadDesk } from "./staff/upload-desk.js";
import { newId, type Store } from "./store/store.js";

export interface AppOptions {
  engines: EngineSource;
  store: Store;
  channels: Channels;
  /** For what staff have done in a process of its own: it opens snapshots itself. */
  settings: EngineSettings;
  /** The corpus that staff write into. */
  corpusDir: string;
  staffFile: string;
  webDir: string;
  /** Proxies whose word on the visitor's address is believed, separated by commas; empty: none. */
  trustProxy: string;
  logLevel: string;
  /** Keys of other programs; empty or left out: `/v1` and `/mcp` are closed. */
  apiKeys?: readonly string[];
  /** A model that may retell answers; null or left out: none, and nothing connects out. */
  writing?: Writing | null;
  /** Milliseconds since 1970; staff sessions and lock-outs are timed by it. */
  now?: () => number;
}

const BODY_LIMIT = 64 * 1024;
/** A question is 2,000 characters at most. Deflate costs each socket 270 KB. */
const SOCKET_OPTIONS = { maxPayload: 16 * 1024, maxFragments: 64, maxBufferedChunks: 256, closeTimeout: 2000, perMessageDeflate: false } as const;

/** Wires the application: the only place where rooms meet. Not yet listening, so that tests boot the real thing. */
export async function buildApp({ engines, store, channels, settings, corpusDir, staffFile, webDir, trustProxy, logLevel, writing = null, apiKeys = [], now = Date.now }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: trustProxy === "" ? false : trustProxy,
    genReqId: () => newId(),
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
  await installHardening(app, channels);
  await app.register(swagger, {
    openapi: { info: { title: "集群政策助手", description: "先进制造业集群政策问答，每个回答附条款出处。", version: "1" } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: true });
  await app.register(websocket, {
    options: SOCKET_OPTIONS,
    // Clients are told and given time by the socket routes, which know what they are doing.
    preClose: (done) => done(),
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
  const metrics = new Metrics({ madeAt: () => engines.current.snapshot.manifest.createdAt, refused: () => engines.refusal !== null });
  engines.each(({ retriever }) =>
    retriever.onDegraded((service, error) => {
      metrics.countDegraded(service);
      if (error) app.log.warn({ err: error, service }, "search goes on without an outside service");
    }),
  );
  const staff = new StaffAuth({ db: store.db, staffFile, now });
  await installStaff(app, staff);
  const gatekeeper = new Gatekeeper();
  const assistant = new Assistant(engines, store, metrics, today, writing);
  await app.register(askRoutes({ assistant, channels, gatekeeper }));
  await app.register(searchRoutes(engines));
  await app.register(documentRoutes(engines));
  await app.register(permalinkRoutes(engines));
  await app.register(eligibilityRoutes(engines, store));
  await app.register(feedbackRoutes(store));
  await app.register(conversationRoutes(store));
  await app.register(channelRoutes(channels));
  await registerStaffRoutes(app, staff, { engines, store, settings, corpusDir });
  await app.register(matrixRoutes(engines));
  await app.register(figureRoutes(engines));
  await app.register(healthRoutes(engines, metrics, () => draining));
  await app.register(socketRoutes({ assistant, metrics, channels, gatekeeper }));
  const keys = new ApiKeys(apiKeys, now);
  await app.register(chatCompletionsRoutes(assistant, keys));
  await app.register(mcpRoutes(engines, keys));
  await app.register(asyncApiRoutes);
  await app.register(pageRoutes(webDir));
  return app;
}

/** What only those who are signed in may call. */
async function registerStaffRoutes(app: FastifyInstance, staff: StaffAuth, { engines, store, settings, corpusDir }: Pick<AppOptions, "engines" | "store" | "settings" | "corpusDir">): Promise<void> {
  await app.register(staffRoutes(staff));
  const desk = new UploadDesk({ corpusDir, snapshotDir: settings.snapshotDir }, app.log);
  await app.register(uploadRoutes(desk, engines, staff.audit));
  await app.register(ingestRoutes(desk.ingest, engines));
  const aside = new Aside(settings);
  app.addHook("onClose", async () => aside.close());
  await app.register(staffAskedRoutes({ engines, store, aside, corpusDir, audit: staff.audit }));
  await app.register(staffDocumentRoutes(engines));
}

/** What of a request may stand in a log: no query string, no body, no address. */
function requestForLog({ method, url }: { method: string; url: string }): { method: string; path: string } {
  return { method, path: url.split("?")[0]! };
}
