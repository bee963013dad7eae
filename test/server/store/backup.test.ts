import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { BackupError, type ServerState } from "../../../server/store/backup-manifest.js";
import { makeBackup } from "../../../server/store/backup.js";
import { checkDatabase } from "../../../server/store/database-file.js";
import { MIGRATIONS } from "../../../server/store/migrations.js";
import { restoreBackup } from "../../../server/store/restore.js";
import { newId, Store, type StoredTurn } from "../../../server/store/store.js";
import { start } from "../../support/process.js";
import { tempFolder } from "../../support/temp-folder.js";

const turn = (answerId: string): StoredTurn => ({
  answerId,
  conversationId: "c1",
  question: "问",
  request: { asOf: "2026-01-01" },
  understanding: {},
  evidence: [],
  guards: [],
  answer: { text: "答" },
  snapshot: "abc",
});

/** Opens the database with the store, does something, and closes it again. */
function inStore<T>(file: string, work: (store: Store) => T): T {
  const store = new Store(file);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

const hasTurn = (file: string, answerId: string): boolean => inStore(file, (store) => store.findTurn(answerId) !== null);

/** A server's state with one turn, a second file, and no third. */
function someState(): { state: ServerState; answerId: string; folder: string } {
  const folder = tempFolder();
  const state = { databaseFile: join(folder, "state", "assistant.sqlite"), files: { "channels.yaml": join(folder, "channels.yaml"), "staff.json": null, "extra.yaml": join(folder, "nowhere.yaml") } };
  const answerId = newId();
  inStore(state.databaseFile, (store) => store.saveTurn(turn(answerId)));
  writeFileSync(state.files["channels.yaml"], "- id: site\n");
  return { state, answerId, folder };
}

/** Every file below a folder with the hash of its content. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ parentPath, name }) => [join(parentPath, name), createHash("sha256").update(readFileSync(join(parentPath, name))).digest("hex")]));
}

function problemOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof BackupError) return error.problem;
    throw error;
  }
  throw new Error("it was done");
}

describe("a backup", () => {
  it("holds the database in one checked file, and the files that are there", async () => {
    const { state, answerId, folder } = someState();
    const target = join(folder, "deeper", "backup");
    const manifest = await makeBackup(state, target);
    expect(readdirSync(target).sort()).toEqual(["assistant.sqlite", "channels.yaml", "manifest.json"]);
    expect(Object.keys(manifest.files)).toEqual(["assistant.sqlite", "channels.yaml"]);
    expect(manifest.schemaVersion).toBe(MIGRATIONS.length);
    expect(checkDatabase(join(target, "assistant.sqlite"))).toBe(MIGRATIONS.length);
    expect(hasTurn(join(target, "assistant.sqlite"), answerId)).toBe(true);
    expect(statSync(target).mode & 0o077).toBe(0);
    expect(readdirSync(dirname(target))).toEqual(["backup"]);
  });

  it("holds every turn that was acknowledged before it began, while another process goes on writing", async () => {
    const folder = tempFolder();
    const databaseFile = join(folder, "assistant.sqlite");
    const writer = start("test/support/turn-writer.ts", [databaseFile]);
    try {
      const counts: number[] = [];
      for (let round = 0; round < 5; round++) {
        await writer.says(new RegExp(`^([0-9a-f]{32}\\n){${(round + 1) * 40}}`));
        const acknowledged = writer.output().stdout.split("\n").slice(0, -1);
        const target = join(folder, `backup-${round}`);
        await makeBackup({ databaseFile, files: {} }, target);
        const db = new Database(join(target, "assistant.sqlite"), { readonly: true });
        const kept = new Set(db.prepare("SELECT answer_id FROM turns").pluck().all());
        db.close();
        expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
        counts.push(acknowledged.length);
      }
      expect(counts.at(-1)).toBeGreaterThan(counts[0]!);
    } finally {
      writer.child.kill("SIGKILL");
      await writer.ended;
    }
  });

  it("is refused where the folder is there, or there is no database, and leaves nothing behind", async () => {
    const { state, folder } = someState();
    const before = contents(folder);
    await expect(makeBackup(state, join(folder, "state"))).rejects.toThrow("已经存在");
    await expect(makeBackup({ ...state, databaseFile: join(folder, "none.sqlite") }, join(folder, "backup"))).rejects.toThrow("没有会话数据库");
    expect(contents(folder)).toEqual(before);
  });

  it("of a database that is no database fails, and leaves nothing behind", async () => {
    const folder = tempFolder();
    const databaseFile = join(folder, "assistant.sqlite");
    writeFileSync(databaseFile, "no database".repeat(1000));
    await expect(makeBackup({ databaseFile, files: {} }, join(folder, "backup"))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(["assistant.sqlite"]);
  });
});

describe("a restore", () => {
  it("onto an empty machine puts every file in its place", async () => {
    const { state, answerId, folder } = someState();
    await makeBackup(state, join(folder, "backup"));
    const elsewhere = tempFolder();
    const there = { databaseFile: join(elsewhere, "var", "db.sqlite"), files: { "channels.yaml": join(elsewhere, "etc", "channels.yaml") } };
    expect(restoreBackup(there, join(folder, "backup"))).toMatchObject({ placed: [there.databaseFile, there.files["channels.yaml"]], kept: [] });
    expect(hasTurn(there.databaseFile, answerId)).toBe(true);
    expect(readFileSync(there.files["channels.yaml"], "utf8")).toBe("- id: site\n");
  });

  it("replaces with --force only, and keeps what was there, whole", async () => {
    const { state, answerId, folder } = someState();
    await makeBackup(state, join(folder, "backup"));
    const later = newId();
    inStore(state.databaseFile, (store) => store.saveTurn(turn(later)));
    expect(problemOf(() => restoreBackup(state, join(folder, "backup")))).toBe("exists");
    expect(hasTurn(state.databaseFile, later)).toBe(true);
    const { kept } = restoreBackup(state, join(folder, "backup"), true);
    expect([hasTurn(state.databaseFile, answerId), hasTurn(state.databaseFile, later)]).toEqual([true, false]);
    expect(kept.map((path) => basename(path).replace(/\d{8}T\d{9}Z$/, "T"))).toEqual(["assistant.sqlite.before-restore-T", "channels.yaml.before-restore-T"]);
    expect(hasTurn(kept[0]!, later)).toBe(true);
  });

  it("is refused while the database is open elsewhere, and changes nothing", async () => {
    const { state, answerId, folder } = someState();
    await makeBackup(state, join(folder, "backup"));
    const store = new Store(state.databaseFile);
    const names = readdirSync(join(folder, "state")).sort();
    expect(problemOf(() => restoreBackup(state, join(folder, "backup"), true))).toBe("in_use");
    expect(readdirSync(join(folder, "state")).sort()).toEqual(names);
    const later = newId();
    store.saveTurn(turn(later));
    store.close();
    expect([hasTurn(state.databaseFile, answerId), hasTurn(state.databaseFile, later)]).toEqual([true, true]);
  });

  it("does not read a WAL that a crash left beside the old database into the new one", async () => {
    const { state, answerId, folder } = someState();
    await makeBackup(state, join(folder, "backup"));
    const crashed = start("test/support/turn-writer.ts", [state.databaseFile]);
    const [, lost] = await crashed.says(/^([0-9a-f]{32})\n/);
    crashed.child.kill("SIGKILL");
    await crashed.ended;
    expect(existsSync(`${state.databaseFile}-wal`)).toBe(true);
    const { kept } = restoreBackup(state, join(folder, "backup"), true);
    expect([hasTurn(state.databaseFile, answerId), hasTurn(state.databaseFile, lost!)]).toEqual([true, false]);
    expect(hasTurn(kept[0]!, lost!)).toBe(true);
  });

  it("takes the place of a database that cannot be read, its WAL put aside with it", async () => {
    const { state, answerId, folder } = someState();
    await makeBackup(state, join(folder, "backup"));
    writeFileSync(state.databaseFile, "no database".repeat(1000));
    writeFileSync(`${state.databaseFile}-wal`, "a log of nothing");
    const { kept } = restoreBackup(state, join(folder, "backup"), true);
    const keptOf = (name: string): string => readFileSync(kept.find((path) => basename(path).startsWith(`${name}.before`))!, "utf8").slice(0, 11);
    expect(["assistant.sqlite", "assistant.sqlite-wal"].map(keptOf)).toEqual(["no database", "a log of no"]);
    expect(hasTurn(state.databaseFile, answerId)).toBe(true);
  });
});

describe("a damaged backup is refused and nothing is changed", () => {
  async function expectRefused(damage: (backup: string) => void, problem: string): Promise<void> {
    const { state, folder } = someState();
    const backup = join(folder, "backup");
    await makeBackup(state, backup);
    damage(backup);
    const before = contents(folder);
    expect(problemOf(() => restoreBackup(state, backup, true))).toBe(problem);
    expect(contents(folder)).toEqual(before);
  }

  it.each(["assistant.sqlite", "channels.yaml"])("%s: a byte changed, cut short, longer, gone", async (name) => {
    const change = (edit: (data: Buffer) => Uint8Array) => (backup: string) => writeFileSync(join(backup, name), edit(readFileSync(join(backup, name))));
    for (const at of [0, 0.5, 0.999]) {
      await expectRefused(change((data) => data.fill(data[Math.floor(at * data.length)]! ^ 1, Math.floor(at * data.length), Math.floor(at * data.length) + 1)), "damaged");
    }
    await expectRefused(change((data) => data.subarray(0, -1)), "damaged");
    await expectRefused(change((data) => Buffer.concat([data, Buffer.of(0)])), "damaged");
    await expectRefused((backup) => rmSync(join(backup, name)), "damaged");
  });

  it("the manifest: every byte of it, and gone", async () => {
    const { state, folder } = someState();
    const backup = join(folder, "backup");
    await makeBackup(state, backup);
    const path = join(backup, "manifest.json");
    const intact = readFileSync(path);
    const before = contents(join(folder, "state"));
    for (let at = 0; at < intact.length; at++) {
      const damaged = Buffer.from(intact);
      // 0x2a turns a space into a line break: JSON would not see it.
      damaged[at]! ^= intact[at] === 0x20 ? 0x2a : 1;
      writeFileSync(path, damaged);
      expect(problemOf(() => restoreBackup(state, backup, true)), `byte ${at}`).toBe("damaged");
    }
    rmSync(path);
    expect(problemOf(() => restoreBackup(state, backup, true))).toBe("missing");
    expect(contents(join(folder, "state"))).toEqual(before);
  });

  it("a database of a newer program, or of no program of ours", async () => {
    for (const version of [MIGRATIONS.length + 1, 0]) {
      const { state, folder } = someState();
      const db = new Database(state.databaseFile);
      db.pragma(`user_version = ${version}`);
      db.close();
      await makeBackup(state, join(folder, "backup"));
      const before = contents(join(folder, "state"));
      expect(problemOf(() => restoreBackup(state, join(folder, "backup"), true))).toBe("newer");
      expect(contents(join(folder, "state"))).toEqual(before);
    }
  });

  it("a file that has no place here", async () => {
    const { state, folder } = someState();
    await makeBackup(state, join(folder, "backup"));
    expect(problemOf(() => restoreBackup({ ...state, files: {} }, join(folder, "backup"), true))).toBe("missing");
  });
});

it("a restore that fails between two files leaves both as they were", async () => {
  const { state, answerId, folder } = someState();
  await makeBackup(state, join(folder, "backup"));
  // The second file's place is the folder of the database: it is moved aside, and with it the place of the first.
  const impossible = { ...state, files: { "channels.yaml": dirname(state.databaseFile) } };
  expect(() => restoreBackup(impossible, join(folder, "backup"), true)).toThrow("ENOENT");
  expect(readdirSync(folder).sort()).toEqual(["backup", "channels.yaml", "state"]);
  expect(readdirSync(dirname(state.databaseFile))).toEqual(["assistant.sqlite"]);
  expect(hasTurn(state.databaseFile, answerId)).toBe(true);
});
