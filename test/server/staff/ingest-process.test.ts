import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { IngestProcess, previewInChild, toldLines } from "../../../server/staff/ingest-process.js";
import { tempFolder } from "../../support/temp-folder.js";

const FOLDERS = { corpusDir: "/srv/policy/corpus", snapshotDir: "/srv/policy/corpus/../snapshots" };

describe("an ingest beside the server", () => {
  it("that cannot begin has failed, and another one may follow", async () => {
    const logged: unknown[] = [];
    const ingest = new IngestProcess({ corpusDir: "no\0folder", snapshotDir: tempFolder() }, { error: (...said: unknown[]) => void logged.push(said) });
    expect(await ingest.run("new-measures", "an-upload")).toBe(false);
    expect(ingest.status).toMatchObject({ state: "failed", documentId: "new-measures", fault: "收录程序意外结束，请稍后再试。" });
    expect([ingest.isRunning, logged.length > 0]).toEqual([false, true]);
  });

  it("says nothing of the program and of the machine's folders", () => {
    const said = [
      "收录失败，程序内部错误： TypeError: 第一条 of undefined",
      "    at read (/srv/policy/dist/ingest/read.js:1:1)",
      "收录失败：/srv/policy/corpus/documents/new/source.pdf：没有权限。",
      `  收录失败：${join(tmpdir(), "policy-1")}：磁盘空间不足。`,
      "收录失败：/srv/policy/snapshots/CURRENT：磁盘读写出错。",
    ];
    expect(toldLines(said, FOLDERS)).toEqual(["收录失败：语料文件夹/documents/new/source.pdf：没有权限。", "收录失败：临时文件夹/policy-1：磁盘空间不足。", "收录失败：快照文件夹/CURRENT：磁盘读写出错。"]);
  });

  it("reads no file that is not there, and tells no path of it", async () => {
    const path = join(tempFolder(), "nothing.txt");
    const message = await previewInChild(path).catch((error: unknown) => (error as Error).message);
    expect(message).toMatch(/^这份文件读不出来：[^/。]+。$/);
  });
});
