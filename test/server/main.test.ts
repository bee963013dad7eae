import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerSchema } from "../../server/schemas/objects.js";
import { SocketClient } from "../support/socket-client.js";
import { says, StreamingModel } from "../support/streaming-model.js";
import { faithful, shownIn } from "../support/written.js";
import { start, type Running } from "../support/process.js";
import { realSnapshotRoot } from "../support/snapshot.js";

const RECORDER = "./test/support/record-connections.mjs";
/** Asked in every way; must not be seen in what the process writes. */
const SECRET = "我厂的秘密配方能报集群吗";

let folder: string;
let connections: string;
let server: Running;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "policy-main-"));
  connections = join(folder, "connections.log");
  const environment = {
    SNAPSHOT_DIR: realSnapshotRoot(),
    DATABASE_FILE: join(folder, "assistant.sqlite"),
    PORT: "0",
    LOG_LEVEL: "debug",
    CONNECTION_LOG: connections,
  };
  server = start("server/main.ts", [], environment, [RECORDER]);
  address = (await server.says(/已启动：(http:\/\/\S+)/))[1]!;
});

afterAll(async () => {
  server.child.kill("SIGKILL");
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
});

const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${address}/api/ask`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });

describe("the server as it is started", () => {
  it("takes a free port for PORT=0 and prints the address that it listens on", async () => {
    expect(address).toMatch(/^http:\/\/localhost:[1-9]\d+$/);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
  });

  it("answers over HTTP, with the store on disk", async () => {
    const answer = answerSchema.parse(await (await post({ question: "管理办法第十五条" })).json());
    expect(answer.citations[0]!.quote).toContain("每三年复核一次");
    expect(existsSync(join(folder, "assistant.sqlite"))).toBe(true);
  });

  it("writes nothing of what people ask, whether it is answered, refused or not understood", async () => {
    const asked = encodeURIComponent(SECRET);
    await post({ question: SECRET });
    await post({ question: SECRET }, { accept: "text/event-stream" });
    await post({ question: SECRET, conversationId: "0".repeat(32) });
    await post({ question: SECRET.repeat(300) });
    await fetch(`${address}/api/search?q=${asked}&explain=1`);
    await fetch(`${address}/api/search?q=${asked}&limit=0`);
    await fetch(`${address}/no-such-page?q=${asked}`);
    await fetch(`${address}/api/ask`, { method: "POST", headers: { "content-type": "application/json" }, body: `{"question":"${SECRET}` });
    const client = await SocketClient.open(`${address.replace("http", "ws")}/ws/chat`);
    await client.ask(SECRET, "t1");
    client.socket.send(`{"type":"ask","question":"${SECRET}"`);
    await client.next();
    await client.close();
    const { stdout, stderr } = server.output();
    for (const text of [stdout, stderr]) {
      expect(text).not.toContain("秘密");
      expect(text).not.toContain(encodeURIComponent("秘密"));
    }
  });
});

describe("with no model configured", () => {
  it("answering makes no connection to any other machine", async () => {
    for (const question of ["贵州的专项资金支持什么", "浙江怎么认定", "你好", "和江苏有什么不同"]) {
      expect((await post({ question })).status).toBe(200);
    }
    await fetch(`${address}/docs/`);
    expect(existsSync(connections) ? readFileSync(connections, "utf8") : "").toBe("");
  });

  it("(the recorder that tells this does see a connection)", async () => {
    const log = join(folder, "control.log");
    const code = 'await fetch("http://model.invalid/").catch(() => 0); try { (await import("node:net")).connect(443, "192.0.2.1"); } catch { process.exit(7); }';
    const control = start("--input-type=module", ["-e", code], { CONNECTION_LOG: log }, [RECORDER]);
    expect((await control.ended).code).toBe(7);
    expect(readFileSync(log, "utf8")).toBe("fetch model.invalid\nconnect 192.0.2.1:443\n");
  });
});

describe("with a model configured", () => {
  /** What would send questions elsewhere if it were honoured. */
  const TRACING = { LANGSMITH_TRACING: "true", LANGCHAIN_TRACING_V2: "true", LANGSMITH_API_KEY: "none", LANGSMITH_ENDPOINT: "http://trace.invalid" };

  /** Asks a server of its own that goes by this endpoint. @returns how it answered and whom it tried to reach beyond this machine */
  async function askWith(baseUrl: string): Promise<{ mode: string; reached: string[] }> {
    const own = mkdtempSync(join(folder, "model-"));
    const log = join(own, "connections.log");
    const profile = join(own, "profile.yaml");
    // As patient as a turn may be: on a crowded machine the first one takes its time.
    writeFileSync(profile, "firstTokenMs: 25000\nidleMs: 25000\n");
    const environment = { SNAPSHOT_DIR: realSnapshotRoot(), DATABASE_FILE: ":memory:", PORT: "0", CONNECTION_LOG: log, LLM_BASE_URL: baseUrl, LLM_MODEL: "scripted", LLM_PROFILE_FILE: profile, ...TRACING };
    const asked = start("server/main.ts", [], environment, [RECORDER]);
    try {
      const [, at] = await asked.says(/已启动：(http:\/\/\S+)/);
      const reply = await fetch(`${at}/api/ask`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ question: "公示几个工作日" }) });
      const { mode } = answerSchema.parse(await reply.json());
      return { mode, reached: existsSync(log) ? [...new Set(readFileSync(log, "utf8").trim().split("\n"))] : [] };
    } finally {
      asked.child.kill("SIGKILL");
      await asked.ended;
    }
  }

  it("on this machine, whatever tracing the environment asks for, nothing else is reached", async () => {
    const model = await StreamingModel.start((response, request, call) => says(faithful(shownIn(request.messages[0]!.content!).slice(0, 2)))(response, request, call));
    expect(await askWith(model.baseUrl)).toEqual({ mode: "model", reached: [] });
    expect(model.requests.length).toBeGreaterThan(0);
    await model.close();
  });

  it("elsewhere, only its host is reached", async () => {
    const { mode, reached } = await askWith("http://model.invalid/v1");
    expect(mode).toBe("extractive");
    expect(reached).toEqual(["fetch model.invalid"]);
  });
});

describe("a start that cannot be", () => {
  const failed = async (environment: Record<string, string>) => {
    const { code, stdout, stderr } = await start("server/main.ts", [], { DATABASE_FILE: join(folder, "other.sqlite"), PORT: "0", ...environment }).ended;
    expect([code, stdout]).toEqual([1, ""]);
    return stderr;
  };

  it("without a snapshot says to ingest", async () => {
    expect(await failed({ SNAPSHOT_DIR: folder })).toContain("不能启动：还没有快照，请先运行 npm run ingest");
  });

  it("with a port that is no port names the variable", async () => {
    expect(await failed({ PORT: "eighty" })).toContain("不能启动：环境变量 PORT 不对：应为端口号");
  });

  it("on a port that is taken says how to choose another", async () => {
    expect(await failed({ SNAPSHOT_DIR: realSnapshotRoot(), PORT: new URL(address).port })).toContain("端口已被占用");
  });
});

it("on SIGTERM the server ends by itself, and what it kept is whole", async () => {
  const { conversationId } = answerSchema.parse(await (await post({ question: "管理办法第十五条" })).json());
  server.child.kill("SIGTERM");
  expect((await server.ended).code).toBe(0);
  const { Store } = await import("../../server/store/store.js");
  const store = new Store(join(folder, "assistant.sqlite"));
  expect(store.hasConversation(conversationId)).toBe(true);
  store.close();
});
