import { readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VectorLog } from "../../../ingest/cache/vector-log.js";
import { tempFolder } from "../../support/temp-folder.js";

const PLENTY = 1_000_000;
const RECORD = 16 + 4 * 3 + 8;

function logWith(path: string, texts: readonly string[]): VectorLog {
  const log = new VectorLog(path, 3);
  log.append(texts, texts.map((text, i) => Float32Array.of(text.length, i, 0.5)));
  return log;
}

describe("VectorLog", () => {
  it("gives the vectors back after it was closed and opened", () => {
    const path = join(tempFolder(), "vectors/model");
    logWith(path, ["申报", "复核一次"]).close(PLENTY);
    const log = new VectorLog(path, 3);
    expect([...log.get("复核一次")!]).toEqual([4, 1, 0.5]);
    expect([...log.get("申报")!]).toEqual([2, 0, 0.5]);
    expect(log.get("别的")).toBeNull();
    log.close(PLENTY);
  });

  it("goes on behind the last whole record where the writer was cut short", () => {
    const path = join(tempFolder(), "model");
    logWith(path, ["申报", "复核一次"]).close(PLENTY);
    truncateSync(path, 2 * RECORD - 1);
    const log = new VectorLog(path, 3);
    expect(log.get("复核一次")).toBeNull();
    log.append(["资金"], [Float32Array.of(1, 2, 3)]);
    log.close(PLENTY);
    const again = new VectorLog(path, 3);
    expect([again.get("申报"), again.get("资金")].map((vector) => [...vector!])).toEqual([[2, 0, 0.5], [1, 2, 3]]);
    again.close(PLENTY);
  });

  it("takes a record with any one bit turned as not there", () => {
    const path = join(tempFolder(), "model");
    logWith(path, ["申报"]).close(PLENTY);
    const whole = readFileSync(path);
    for (let at = 0; at < RECORD; at++) {
      const turned = Buffer.from(whole);
      turned[at]! ^= 1;
      writeFileSync(path, turned);
      const log = new VectorLog(path, 3);
      expect(log.get("申报"), `byte ${at}`).toBeNull();
      log.close(PLENTY);
    }
  });

  it("is cut down to what was used where it has grown past its bound", () => {
    const path = join(tempFolder(), "model");
    logWith(path, ["申报", "复核一次", "资金"]).close(PLENTY);
    const log = new VectorLog(path, 3);
    log.get("资金");
    log.close(RECORD);
    expect(statSync(path).size).toBe(RECORD);
    const again = new VectorLog(path, 3);
    expect([again.get("资金"), again.get("申报")].map((vector) => vector && [...vector])).toEqual([[2, 2, 0.5], null]);
    again.close(PLENTY);
  });
});
