import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SettingError } from "../../ingest/index.js";
import { readConfig } from "../../server/config.js";
import { tempFolder } from "../support/temp-folder.js";

const RERANK = { RERANK_BASE_URL: "http://127.0.0.1:8001/v1", RERANK_MODEL: "bge-reranker" };

describe("settings", () => {
  it("name no outside service unless they are told one", () => {
    expect(readConfig({})).toMatchObject({ embedding: null, rerank: null });
  });

  it("read a reranking service, with its depth and time", () => {
    expect(readConfig(RERANK).rerank).toEqual({ baseUrl: "http://127.0.0.1:8001/v1", model: "bge-reranker", apiKey: null, depth: 20, timeoutMs: 2000 });
    expect(readConfig({ ...RERANK, RERANK_DEPTH: "50", RERANK_TIMEOUT_MS: "300" }).rerank).toMatchObject({ depth: 50, timeoutMs: 300 });
  });

  it("read the embedding service that ingest reads", () => {
    expect(readConfig({ EMBEDDING_BASE_URL: "http://127.0.0.1:11434/v1", EMBEDDING_MODEL: "bge-m3" }).embedding).toMatchObject({ model: "bge-m3", queryTimeoutMs: 2000 });
  });

  it.each([
    [{ ...RERANK, RERANK_DEPTH: "1" }, "RERANK_DEPTH"],
    [{ RERANK_MODEL: "bge-reranker" }, "RERANK_BASE_URL"],
    [{ EMBEDDING_BASE_URL: "http://host" }, "EMBEDDING_MODEL"],
    [{ PORT: "70000" }, "PORT"],
    [{ PORT: "80.5" }, "PORT"],
    [{ PORT: " " }, "PORT"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  ])("%j are refused by the variable's name", (environment, variable) => {
    expect(() => readConfig(environment)).toThrow(SettingError);
    expect(() => readConfig(environment)).toThrow(`环境变量 ${variable} 不对：`);
  });
});

describe("a file of settings", () => {
  function writeSettings(content: string | Uint8Array): string {
    const file = join(tempFolder(), "settings.yaml");
    writeFileSync(file, content);
    return file;
  }
  const read = (content: string, environment: Record<string, string> = {}) => readConfig({ CONFIG_FILE: writeSettings(content), ...environment });

  it("has the same names; the environment wins, an empty variable does not", () => {
    const content = "PORT: 9000\nHOST: 0.0.0.0\nLOG_LEVEL: warn\nALLOWED_ORIGINS: https://a.example, https://b.example\n";
    expect(read(content, { HOST: "127.0.0.1", LOG_LEVEL: "" })).toMatchObject({
      port: 9000,
      host: "127.0.0.1",
      logLevel: "warn",
      allowedOrigins: ["https://a.example", "https://b.example"],
      databaseFile: "var/assistant.sqlite",
    });
  });

  it("may be empty, or hold comments only", () => {
    for (const content of ["", "# nothing yet\n", "---\n"]) expect(read(content)).toEqual(readConfig({}));
  });

  it("is read as the text that stands there: a key of digits keeps its zero", () => {
    const { llm } = read("LLM_BASE_URL: http://127.0.0.1:1/v1\nLLM_MODEL: 7e3\nLLM_API_KEY: 0123\n");
    expect(llm).toMatchObject({ model: "7e3", apiKey: "0123" });
  });

  it.each([
    ["PORT: 70000", "PORT 不对：应为端口号，0 到 65535 的整数"],
    ["LOG_LEVEL: loud", "LOG_LEVEL 不对：应为 fatal、error、warn、info、debug、silent 之一"],
    ["port: 80", "port 不对：没有这个配置项"],
    ["PROT: 80", "PROT 不对：没有这个配置项"],
    ["CONFIG_FILE: other.yaml", "CONFIG_FILE 不对：只能用环境变量设置"],
    ["EMBEDDING_MODEL: bge-m3", "EMBEDDING_BASE_URL 不对：设置了模型名，还应写明服务地址"],
    ["ALLOWED_ORIGINS:\n  - https://a.example", "ALLOWED_ORIGINS 不对：应为一个值"],
    ["toString: 1", "toString 不对：没有这个配置项"],
  ])("with %j names file and key", (content, told) => {
    const file = writeSettings(content);
    expect(() => readConfig({ CONFIG_FILE: file })).toThrow(SettingError);
    expect(() => readConfig({ CONFIG_FILE: file })).toThrow(`配置文件 ${file} 的 ${told}`);
  });

  it("blames the environment for what stands there, whatever the file says", () => {
    expect(() => read("PORT: 9000", { PORT: "x" })).toThrow("环境变量 PORT 不对：");
  });

  it("that cannot be read is named, without a word of what it holds", () => {
    const cases: [string, string][] = [
      [join(tempFolder(), "nowhere.yaml"), "不存在"],
      [tempFolder(), "是文件夹"],
      [writeSettings(Uint8Array.of(0xb6, 0xcb)), "读不出来，应为 UTF-8 文本"],
      [writeSettings("PORT: 80\nLLM_API_KEY: 'sk-4711\n"), "行不是正确的 YAML"],
      [writeSettings("PORT: 80\nPORT: 81\n"), "第 2 行不是正确的 YAML"],
      [writeSettings("- sk-4711\n"), "的内容应为一行一个“名称: 值”"],
      [writeSettings("sk-4711\n"), "的内容应为一行一个“名称: 值”"],
    ];
    for (const [file, told] of cases) {
      const message = messageOf(() => readConfig({ CONFIG_FILE: file }));
      expect(message).toContain(`环境变量 CONFIG_FILE 不对：文件 ${file} `);
      expect(message).toContain(told);
      expect(message).not.toContain("4711");
    }
  });
});

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  throw new Error("the settings were taken");
}
