import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KeptFiles } from "../../../ingest/cache/kept-files.js";
import { sha256 } from "../../../ingest/search-index/manifest.js";
import { tempFolder } from "../../support/temp-folder.js";

const PLENTY = 1_000_000;
const KEY = sha256("one");
const text = (content: string): Uint8Array[] => [Buffer.from(content)];

describe("KeptFiles", () => {
  it("gives back what was kept, and nothing for another key", () => {
    const kept = new KeptFiles(join(tempFolder(), "cache"), PLENTY);
    expect(kept.read(KEY)).toBeNull();
    kept.write(KEY, [Buffer.from("申报"), Buffer.from("材料")]);
    expect(kept.read(KEY)!.toString()).toBe("申报材料");
    expect(kept.read(sha256("two"))).toBeNull();
  });

  it("takes a file with any one bit turned, or cut anywhere, as not there", () => {
    const folder = tempFolder();
    const kept = new KeptFiles(folder, PLENTY);
    kept.write(KEY, text("申报"));
    const whole = readFileSync(join(folder, KEY));
    for (let at = 0; at < whole.length; at++) {
      const turned = Buffer.from(whole);
      turned[at]! ^= 1;
      for (const damaged of [turned, whole.subarray(0, at)]) {
        writeFileSync(join(folder, KEY), damaged);
        expect(kept.read(KEY), `byte ${at}`).toBeNull();
      }
    }
    kept.write(KEY, text("申报"));
    expect(kept.read(KEY)!.toString()).toBe("申报");
  });

  it("keeps within its bound: what a run used, then what was used last", () => {
    const folder = tempFolder();
    const keys = ["a", "b", "c"].map(sha256);
    const first = new KeptFiles(folder, PLENTY);
    keys.forEach((key, i) => {
      first.write(key, text("x".repeat(68)));
      utimesSync(join(folder, key), 1000 + i, 1000 + i);
    });
    const second = new KeptFiles(folder, 200);
    second.read(keys[0]!);
    second.prune();
    expect(readdirSync(folder).sort()).toEqual([keys[0], keys[2]].sort());
  });

  it("writes nothing past its bound", () => {
    const folder = tempFolder();
    const kept = new KeptFiles(folder, 50);
    kept.write(KEY, text("申报"));
    kept.write(sha256("two"), text("申报"));
    expect(readdirSync(folder)).toEqual([KEY]);
  });

  it("clears what a killed writer left a day ago, and nothing younger", () => {
    const folder = tempFolder();
    for (const name of [`${KEY}.11`, `${KEY}.12`]) writeFileSync(join(folder, name), "");
    utimesSync(join(folder, `${KEY}.11`), 1000, 1000);
    new KeptFiles(folder, PLENTY).prune();
    expect(readdirSync(folder)).toEqual([`${KEY}.12`]);
  });

  it("says why it cannot keep, and goes on without", () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "file"), "");
    const kept = new KeptFiles(join(folder, "file/below"), PLENTY);
    kept.write(KEY, text("申报"));
    expect(kept.fault).toContain("路径中间有一段不是文件夹");
    expect(kept.read(KEY)).toBeNull();
    kept.prune();
  });
});
