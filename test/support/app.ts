import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../../server/app.js";
import { Channels } from "../../server/channels/channels.js";
import type { Engine, EngineSource } from "../../server/chat/engine.js";
import type { Writing } from "../../server/chat/written/write-answer.js";
import type { AskBody } from "../../server/schemas/http.js";
import { answerSchema, type Answer } from "../../server/schemas/objects.js";
import { Store } from "../../server/store/store.js";
import { realEngine } from "./engine.js";
import { CORPUS_FOLDER } from "./snapshot.js";

/** The built pages; where they have not been built the application serves its API only. */
export const WEB_DIR = join(import.meta.dirname, "../../dist/web");
const NO_FILE = join(import.meta.dirname, "no-staff.json");
const NO_SNAPSHOTS = join(import.meta.dirname, "no-snapshots");

export interface BootedApp {
  app: FastifyInstance;
  engine: Engine;
  store: Store;
}

export interface BootOptions {
  engines?: EngineSource;
  channels?: Channels;
  /** Closed with the application. */
  store?: Store;
  /** Where what staff have done aside opens snapshots. */
  snapshotDir?: string;
  /** The corpus that staff write into: a copy, where a test writes. */
  corpusDir?: string;
  /** Without one there are no staff accounts. */
  staffFile?: string;
  now?: () => number;
  apiKeys?: readonly string[];
  writing?: Writing;
}

/** The real application on the real snapshot, its conversations in memory. `app.close()` ends all of it. */
export async function bootApp(options: BootOptions = {}): Promise<BootedApp> {
  const { engines = realEngine(), channels = new Channels(null), store = new Store(":memory:"), snapshotDir = NO_SNAPSHOTS, corpusDir = CORPUS_FOLDER, staffFile = NO_FILE, now, apiKeys, writing } = options;
  const settings = { snapshotDir, embedding: null, rerank: null };
  const app = await buildApp({ engines, store, channels, settings, corpusDir, staffFile, webDir: WEB_DIR, trustProxy: "", logLevel: "silent", now, apiKeys, writing });
  app.addHook("onClose", async () => store.close());
  return { app, engine: engines.current, store };
}

/** Asks over HTTP and checks the reply against the wire's own schema. */
export async function ask(app: FastifyInstance, body: AskBody): Promise<Answer> {
  const reply = await app.inject({ method: "POST", url: "/api/ask", payload: body });
  if (reply.statusCode !== 200) throw new Error(`POST /api/ask: expected 200, got ${reply.statusCode} ${reply.body}`);
  return answerSchema.parse(reply.json());
}
