import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../../server/app.js";
import { Channels } from "../../server/channels/channels.js";
import { Engine, type EngineSource } from "../../server/chat/engine.js";
import type { Writing } from "../../server/chat/written/write-answer.js";
import type { AskBody } from "../../server/schemas/http.js";
import { answerSchema, type Answer } from "../../server/schemas/objects.js";
import type { IngestFolders } from "../../server/staff/ingest-process.js";
import { Store } from "../../server/store/store.js";
import { openRealSnapshot } from "./snapshot.js";

/** The built pages; where they have not been built the application serves its API only. */
export const WEB_DIR = join(import.meta.dirname, "../../dist/web");
const NO_FILE = join(import.meta.dirname, "no-staff.json");

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
  /** Without one there are no staff accounts. */
  staffFile?: string;
  now?: () => number;
  apiKeys?: readonly string[];
  writing?: Writing;
  /** Without them nothing can be uploaded. */
  folders?: IngestFolders;
}

/** The real application on the real snapshot, its conversations in memory. `app.close()` ends all of it. */
export async function bootApp(options: BootOptions = {}): Promise<BootedApp> {
  const { engines = new Engine(openRealSnapshot()), channels = new Channels(null), store = new Store(":memory:"), staffFile = NO_FILE, now, apiKeys, writing, folders } = options;
  const app = await buildApp({ engines, store, channels, staffFile, webDir: WEB_DIR, trustProxy: "", logLevel: "silent", now, apiKeys, writing, folders });
  app.addHook("onClose", async () => store.close());
  return { app, engine: engines.current, store };
}

/** Asks over HTTP and checks the reply against the wire's own schema. */
export async function ask(app: FastifyInstance, body: AskBody): Promise<Answer> {
  const reply = await app.inject({ method: "POST", url: "/api/ask", payload: body });
  if (reply.statusCode !== 200) throw new Error(`POST /api/ask: expected 200, got ${reply.statusCode} ${reply.body}`);
  return answerSchema.parse(reply.json());
}
