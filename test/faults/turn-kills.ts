import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { Store } from "../../server/store/store.js";
import { bundle } from "./bundle.js";

/** What kills during the keeping of turns did. */
export interface TurnKillReport {
  kills: number;
  /** Turns that were acknowledged, over all kills. */
  acknowledged: number;
  /** Acknowledged turns that are gone, and databases that do not open or are damaged: the bar is none. */
  faults: string[];
}

const LATEST_KILL_MS = 120;

/** Kills a process that keeps turns one after the other, at random moments after its first; each time all that it acknowledged must be there. */
export async function killDuringTurns(kills: number, onKill: (done: number) => void = () => undefined): Promise<TurnKillReport> {
  const folder = mkdtempSync(join(tmpdir(), "policy-turns-"));
  const program = await bundle("test/support/turn-writer.ts");
  const report: TurnKillReport = { kills: 0, acknowledged: 0, faults: [] };
  try {
    for (let kill = 0; kill < kills; kill++) {
      // One database for ten kills: what a kill leaves behind is opened and written on.
      const file = join(folder, `${Math.floor(kill / 10)}.sqlite`);
      const told = await writeAndKill(program, file);
      report.kills++;
      report.acknowledged += told.length;
      report.faults.push(...missingFrom(file, told));
      onKill(kill + 1);
    }
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the ids of the answers that were acknowledged before the kill */
async function writeAndKill(program: string, file: string): Promise<string[]> {
  const { PATH, HOME } = process.env;
  const writer = spawn(process.execPath, [program, file], { env: { PATH, HOME }, stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  writer.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (told === "") setTimeout(() => writer.kill("SIGKILL"), Math.random() * LATEST_KILL_MS);
    told += text;
  });
  await new Promise((resolve) => writer.once("close", resolve));
  // What stands behind the last line end was cut off while it was told.
  return told.split("\n").slice(0, -1);
}

function missingFrom(file: string, told: readonly string[]): string[] {
  try {
    const store = new Store(file);
    const missing = told.filter((id) => store.findTurn(id) === null).map((id) => `${id} was acknowledged and is gone`);
    store.close();
    const db = new Database(file, { readonly: true });
    const [check] = db.pragma("integrity_check") as { integrity_check: string }[];
    db.close();
    return check!.integrity_check === "ok" ? missing : [...missing, check!.integrity_check];
  } catch (error) {
    return [String(error)];
  }
}
