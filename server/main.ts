import { SnapshotError, storageFault } from "../ingest/index.js";
import { buildApp } from "./app.js";
import { Channels } from "./channels/channels.js";
import { Engines } from "./chat/engines.js";
import { openWriting } from "./chat/written/open-writing.js";
import { keepUp } from "./upkeep.js";
import { readConfig } from "./config.js";
import { Store } from "./store/store.js";

/** Connections that wait to be taken in while a turn or a new snapshot keeps the process busy; more are reset by the system. */
const BACKLOG = 4096;

/** The process: settings, snapshot, store, application, signals. */
async function main(): Promise<void> {
  const config = readConfig();
  const engines = new Engines(config);
  const channels = new Channels(config.channelsFile, config.allowedOrigins);
  const store = new Store(config.databaseFile);
  const app = await buildApp({ engines, store, channels, settings: config, writing: openWriting(config), ...config });
  const stop = keepUp({ engines, channels, store, retentionDays: config.retentionDays, log: app.log });
  app.addHook("onClose", async () => {
    stop();
    store.close();
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void app.close().then(() => process.exit(0)));
  await app.listen({ host: config.host, port: config.port, backlog: BACKLOG });
  const { documents, passages } = engines.current.snapshot.manifest.counts;
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  console.log(`集群政策助手已启动：http://${config.host === "0.0.0.0" ? "localhost" : config.host}:${port}`);
  console.log(`快照 ${engines.current.snapshot.manifest.id}，${documents} 份文件，${passages} 个条款段落，就绪用时 ${process.uptime().toFixed(1)} 秒。`);
}

// A reader of the output that ends (a pipe, a journal) does not end the server.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

main().catch((error: unknown) => {
  console.error(startError(error));
  process.exit(1);
});

/** Why the server did not start, and what to do. */
function startError(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (error instanceof SnapshotError) return `不能启动：${error.message}`;
  if (code === "EADDRINUSE") return "不能启动：端口已被占用，请停掉占用的程序，或用环境变量 PORT 换一个端口。";
  return `不能启动：${storageFault(error) ?? message ?? String(error)}`;
}
