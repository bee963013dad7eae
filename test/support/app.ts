import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../../server/app.js";
import { Channels } from "../../server/channels/channels.js";
import { Engine, type EngineSource } from "../../server/chat/engine.js";
import type { AskBody } from "../../server/schemas/http.js";
import { answerSchema, type Answer } from "../../server/schemas/objects.js";
import { Store } from "../../server/store/store.js";
import { openRealSnapshot } from "./snapshot.js";

/** The built pages; where they have not been built the application serves its API only. */
export const WEB_DIR = join(import.meta.dirname, "../../dist/web");

export interface BootedApp {
  app: FastifyInstance;
  engine: Engine;
  store: Store;
}

/** The real application on the real snapshot, its conversations in memory. `app.close()` ends all of it. */
export async function bootApp({ engines, channels = new Channels(null) }: { engines?: EngineSource; channels?: Channels } = {}): Promise<BootedApp> {
  const store = new Store(":memory:");
  const source = engines ?? new Engine(openRealSnapshot());
  const app = await buildApp({ engines: source, store, channels, webDir: WEB_DIR, trustedProxies: "", logLevel: "silent" });
  app.addHook("onClose", async () => store.close());
  return { app, engine: source.current, store };
}

/** Asks over HTTP and checks the reply against the wire's own schema. */
export async function ask(app: FastifyInstance, body: AskBody): Promise<Answer> {
  const reply = await app.inject({ method: "POST", url: "/api/ask", payload: body });
  if (reply.statusCode !== 200) throw new Error(`POST /api/ask: expected 200, got ${reply.statusCode} ${reply.body}`);
  return answerSchema.parse(reply.json());
}
