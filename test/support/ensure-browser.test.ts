import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const SCRIPT = join(import.meta.dirname, "ensure-browser.mjs");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "policy-browser-"));
  for (const tool of ["sh", "cp"]) symlinkSync(`/bin/${tool}`, join(folder, tool));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts a program into the one folder that the script may look in. */
const put = (name: string, script = "exit 0"): void => writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
const putFont = (name = "fc-list"): void => put(name, 'echo "/usr/share/fonts/NotoSansCJK.ttc: Noto Sans CJK SC"');

const run = (environment: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], { env: { PATH: folder, ...environment }, encoding: "utf8" });
  return { status, stdout, stderr };
};
const READY = { status: 0, stdout: "", stderr: "" };

describe("ensure-browser", () => {
  it.each(["chromium", "chromium-browser", "google-chrome"])("says nothing where %s and a Chinese font are there", (browser) => {
    put(browser);
    putFont();
    expect(run()).toEqual(READY);
  });

  it("takes the browser that CHROMIUM_PATH names", () => {
    put("my-browser");
    putFont();
    expect(run({ CHROMIUM_PATH: join(folder, "my-browser") })).toEqual(READY);
  });

  it.each([
    ["the browser", () => putFont()],
    ["the font", () => put("chromium")],
    ["a font for Chinese among others", () => [put("chromium"), put("fc-list")]],
  ])("says in one line what to run where %s is missing and cannot be installed", (_, prepare) => {
    prepare();
    const { status, stdout, stderr } = run();
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^测试需要 Chromium 和中文字体，请先运行：.*apt-get install.*chromium fonts-noto-cjk fontconfig.*\n$/);
  });

  it.runIf(process.getuid?.() === 0)("installs both, quietly, where it is root and has apt-get", () => {
    put("ready");
    putFont("font");
    const log = join(folder, "log");
    put("apt-get", `echo "$@" >> ${log}; case "$*" in *install*) cp ${folder}/ready ${folder}/chromium; cp ${folder}/font ${folder}/fc-list;; esac; echo noise`);
    expect(run()).toEqual(READY);
    expect(readFileSync(log, "utf8")).toBe("-qq update\n-qq install -y --no-install-recommends chromium fonts-noto-cjk fontconfig\n");
  });
});
