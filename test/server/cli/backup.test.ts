import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerSchema } from "../../../server/schemas/objects.js";
import { start, type Finished, type Running } from "../../support/process.js";
import { realSnapshotRoot } from "../../support/snapshot.js";
import { sharedTempFolder, tempFolder } from "../../support/temp-folder.js";

const folder = sharedTempFolder();
const databaseFile = join(folder, "state", "assistant.sqlite");
const backup = join(folder, "backup");

let server: Running;
let address: string;

async function startServer(): Promise<void> {
  server = start("server/main.ts", [], { SNAPSHOT_DIR: realSnapshotRoot(), DATABASE_FILE: databaseFile, PORT: "0" });
  address = (await server.says(/已启动：(http:\/\/\S+)/))[1]!;
}

async function stopServer(): Promise<void> {
  server.child.kill("SIGTERM");
  await server.ended;
}

const command = (name: string, ...args: string[]): Promise<Finished> => start(`server/cli/${name}.ts`, args, { DATABASE_FILE: databaseFile }).ended;

/** Status of a question that goes on in a conversation, or begins one. */
async function ask(conversationId?: string): Promise<{ status: number; conversationId: string | undefined }> {
  const body = JSON.stringify({ question: "管理办法第十五条", conversationId });
  const reply = await fetch(`${address}/api/ask`, { method: "POST", headers: { "content-type": "application/json" }, body });
  return { status: reply.status, conversationId: answerSchema.safeParse(await reply.json()).data?.conversationId };
}

describe("npm run backup and npm run restore, beside a running server", () => {
  beforeAll(startServer);
  afterAll(async () => {
    server.child.kill("SIGKILL");
    await server.ended;
  });

  it("back up while it serves, refuse to restore under it, and bring back what it knew then", async () => {
    const { conversationId: before } = await ask();
    const backedUp = await command("backup", backup);
    expect(backedUp).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("已写入") as string });
    const { conversationId: after } = await ask();
    const refused = await command("restore", backup, "--force");
    expect(refused).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("正在使用，请先停止服务") as string });
    expect((await ask(after)).status).toBe(200);

    await stopServer();
    expect(await command("restore", backup)).toMatchObject({ code: 1, stderr: expect.stringContaining("加 --force") as string });
    expect(await command("restore", backup, "--force")).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("before-restore-") as string });
    await startServer();
    expect([(await ask(before)).status, (await ask(after)).status]).toEqual([200, 404]);
    expect(readdirSync(join(folder, "state")).filter((name) => name.includes(".restore-"))).toEqual([]);
  });
});

describe("the commands", () => {
  it.each(["backup", "restore"])("%s without a folder shows its usage", async (name) => {
    expect(await command(name)).toMatchObject({ code: 2, stderr: expect.stringContaining(`用法：npm run ${name}`) as string });
  });

  it("restore says in one sentence what is no backup", async () => {
    const { code, stderr } = await command("restore", tempFolder(), "--force");
    expect(code).toBe(1);
    expect(stderr).toMatch(/不是备份文件夹，里面没有 manifest\.json。\n$/);
  });
});
