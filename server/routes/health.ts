import type { FastifyPluginAsync } from "fastify";
import type { Engine } from "../chat/engine.js";
import type { Metrics } from "../plugins/metrics.js";

/** Liveness, readiness and metrics. Readiness turns 503 while the server drains. */
export const healthRoutes =
  (engine: Engine, metrics: Metrics, isDraining: () => boolean): FastifyPluginAsync =>
  async (app) => {
    app.get("/healthz", { schema: { hide: true } }, async () => ({ status: "ok" }));
    app.get("/readyz", { schema: { hide: true } }, async (_request, reply) => {
      if (isDraining()) return reply.status(503).send({ status: "draining", reason: "服务正在停止" });
      return { status: "ready", snapshot: engine.snapshot.manifest.id };
    });
    app.get("/metrics", { schema: { hide: true } }, async (_request, reply) => reply.type("text/plain; version=0.0.4").send(await metrics.render()));
  };
