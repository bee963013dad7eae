import type { FastifyPluginAsync } from "fastify";
import type { EngineSource } from "../chat/engine.js";
import type { Metrics } from "../plugins/metrics.js";

/** Liveness, readiness and metrics. Readiness turns 503 while the server drains, and tells why a newer snapshot is not in use. */
export const healthRoutes =
  (engines: EngineSource, metrics: Metrics, isDraining: () => boolean): FastifyPluginAsync =>
  async (app) => {
    app.get("/healthz", { schema: { hide: true } }, async () => ({ status: "ok" }));
    app.get("/readyz", { schema: { hide: true } }, async (_request, reply) => {
      if (isDraining()) return reply.status(503).send({ status: "draining", reason: "服务正在停止" });
      const { current, refusal } = engines;
      return { status: "ready", snapshot: current.snapshot.manifest.id, ...(refusal ? { refusedSnapshot: refusal.message } : {}) };
    });
    app.get("/metrics", { schema: { hide: true } }, async (_request, reply) => reply.type("text/plain; version=0.0.4").send(await metrics.render()));
  };
