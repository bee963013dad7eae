import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import type { IngestReport } from "../../ingest/pipeline.js";
import { sharedTempFolder, tempFolder } from "../support/temp-folder.js";
import { edited, TINY_CORPUS, writeTinyCorpus } from "../support/tiny-corpus.js";

const PROJECT = join(import.meta.dirname, "../..");
const run = promisify(execFile);

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the ingest command as npm does, in a process of its own. */
async function ingest(...args: string[]): Promise<Outcome> {
  try {
    const { stdout, stderr } = await run(process.execPath, ["--import", "tsx", "ingest/cli.ts", ...args], { cwd: PROJECT });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

describe("npm run ingest", () => {
  it("prints one JSON object with --json --dry-run over the shipped corpus, and writes nothing", async () => {
    const snapshots = join(tempFolder(), "snapshots");
    const { code, stdout, stderr } = await ingest("--json", "--dry-run", "--snapshots", snapshots);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = JSON.parse(stdout) as IngestReport;
    expect(report.snapshot).toBeNull();
    expect(report.documents.map((entry) => entry.id)).toEqual(["city-essay", "gz-measures", "gz-opinion", "js-opinion", "sd-plan"]);
    expect(report.findings.map(({ documentId, kind }) => `${documentId} ${kind}`)).toEqual(["gz-measures inferred", "gz-opinion inferred"]);
    expect(existsSync(snapshots)).toBe(false);
  });

  describe("after a first ingest", () => {
    const folder = sharedTempFolder();
    const corpus = writeTinyCorpus(folder, { ...edited("documents/trial-measures/source.txt", "（二）集群", "（三）集群"), "documents/trial-measures/asked-as.yaml": "art_3:\n  - 多久复核一次\n" });
    const snapshots = join(folder, "snapshots");
    const options = ["--corpus", corpus, "--snapshots", snapshots];
    let first: Outcome;
    beforeAll(async () => {
      first = await ingest(...options);
    });

    it("has told in Chinese what was read, what the audit found and which snapshot it made", () => {
      expect(first).toMatchObject({ code: 0, stderr: "" });
      expect(first.stdout).toContain("trial-measures　试点集群管理办法：7 个条款，1 个常见问法");
      expect(first.stdout).toContain("trial-measures　请核对　第二条第（三）项 之前缺序号 2：「（三）集群申报材料真实。」（第 5 行，art_2__item_3）");
      expect(first.stdout).toMatch(/快照 [0-9a-f]{12} 已生效/);
      expect(readFileSync(join(snapshots, "CURRENT"), "utf8")).toMatch(/^\d{8}T\d{9}-[0-9a-f]{12}\n$/);
    });

    it("does not build it again with --if-needed", async () => {
      const before = readdirSync(snapshots).sort();
      expect((await ingest(...options, "--if-needed")).stdout).toBe("快照已是最新，不用重做。\n");
      expect(readdirSync(snapshots).sort()).toEqual(before);
    });

    it("reads a changed corpus even with --if-needed, ends with 1 and a message in Chinese for a mistake, and leaves CURRENT as it was", async () => {
      const before = readFileSync(join(snapshots, "CURRENT"), "utf8");
      writeFileSync(join(corpus, "lexicon/places.yaml"), "- region: 贵州\n");
      const { code, stdout, stderr } = await ingest(...options, "--if-needed");
      expect(code).toBe(1);
      expect(stderr).toMatch(/^收录失败：lexicon\/places\.yaml 的 0\.names：.+\n$/);
      expect(stdout).toBe("");
      expect(readFileSync(join(snapshots, "CURRENT"), "utf8")).toBe(before);
    });
  });

  it("names a further path that is not there", async () => {
    const { code, stderr } = await ingest("--dry-run", "nowhere.txt");
    expect(code).toBe(1);
    expect(stderr).toContain("收录失败：nowhere.txt：文件不存在");
  });

  describe("with a file that cannot be read", () => {
    const folder = sharedTempFolder();
    const bad = { "documents/bad-one/meta.yaml": TINY_CORPUS["documents/trial-measures/meta.yaml"]!.replaceAll("trial-measures", "bad-one"), "documents/bad-one/source.txt": "" };
    const options = ["--corpus", writeTinyCorpus(folder, bad), "--snapshots", join(folder, "snapshots"), "--workers", "0", "--no-vectors"];

    it("publishes the others, says which and why, and ends with 1", async () => {
      const { code, stdout, stderr } = await ingest(...options, "--json");
      expect({ code, stderr }).toEqual({ code: 1, stderr: "没有收录的文件 1 份（其余照常收录）：\n  bad-one（source.txt）　文件是空的（0 字节）。\n" });
      const report = JSON.parse(stdout) as IngestReport;
      expect(report.documents.map(({ id }) => id)).toEqual(["trial-measures"]);
      expect(report.failures).toEqual([{ documentId: "bad-one", file: "source.txt", reason: "文件是空的（0 字节）", wasPublished: false }]);
    });

    it("lets a server start with --if-needed, and says it all the same", async () => {
      const { code, stderr } = await ingest(...options, "--if-needed", "--snapshots", join(folder, "other"));
      expect(code).toBe(0);
      expect(stderr).toContain("bad-one（source.txt）　文件是空的");
    });
  });

  it("ends with 2 and shows the usage for an option that it does not know", async () => {
    const { code, stderr } = await ingest("--fast");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^参数不对：/);
    expect(stderr).toContain("用法：npm run ingest");
  });

  it("shows the usage with --help", async () => {
    const { code, stdout } = await ingest("--help");
    expect(code).toBe(0);
    expect(stdout).toContain("--dry-run");
  });
});
