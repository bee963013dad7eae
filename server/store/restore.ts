import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { syncFile } from "../../ingest/index.js";
import { BackupError, checkSeal, DATABASE, readBackupManifest, type BackupManifest, type ServerState } from "./backup-manifest.js";
import { checkDatabase, lockDatabase } from "./database-file.js";
import { MIGRATIONS } from "./migrations.js";

export interface Restored {
  manifest: BackupManifest;
  /** Files that are in place now. */
  placed: string[];
  /** Where what was there before is kept. */
  kept: string[];
}

interface Place {
  name: string;
  path: string;
  /** The backup's file beside its place, checked. */
  staged: string;
}

/**
 * Puts a backup in place of what the server keeps. Everything is copied beside its place and checked there before anything is
 * replaced; what was there stays as `.before-restore-<time>`.
 * @param force replace a database that is there
 * @throws BackupError, and then all is as it was
 */
export function restoreBackup(state: ServerState, folder: string, force = false): Restored {
  const manifest = readBackupManifest(folder);
  if (!force && existsSync(state.databaseFile)) {
    throw new BackupError("exists", `数据库「${state.databaseFile}」已经存在。确定要换成备份时加 --force，原有的会改名保留。`);
  }
  const places = placesOf(state, manifest);
  try {
    for (const place of places) stage(folder, manifest, place);
    checkVersion(checkDatabase(places[0]!.staged));
    const kept = swap(state.databaseFile, places);
    return { manifest, placed: places.map(({ path }) => path), kept };
  } finally {
    for (const { staged } of places) rmSync(staged, { force: true });
  }
}

/** The database first. @throws BackupError for a file of the backup that has no place here */
function placesOf({ databaseFile, files }: ServerState, manifest: BackupManifest): Place[] {
  const paths: Record<string, string | null> = { [DATABASE]: databaseFile, ...files };
  const names = [DATABASE, ...Object.keys(manifest.files).filter((name) => name !== DATABASE)];
  return names.map((name) => {
    const path = Object.hasOwn(paths, name) ? paths[name] : null;
    if (!path) throw new BackupError("missing", `备份里有 ${name}，但设置里没有写它放在哪里，请先补上设置。`);
    return { name, path, staged: `${path}.restore-${process.pid}` };
  });
}

function stage(folder: string, { files }: BackupManifest, { name, path, staged }: Place): void {
  const source = join(folder, name);
  if (!files[name] || !existsSync(source)) throw new BackupError("damaged", `备份里缺 ${name}，不能恢复，请换一份备份。`);
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(source, staged);
  checkSeal(staged, name, files[name]);
  takeOver(staged, existsSync(path) ? path : dirname(path));
  syncFile(staged);
}

/** What root restores must be readable by the user that the server runs as. */
function takeOver(staged: string, like: string): void {
  chmodSync(staged, 0o600);
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(like);
  chownSync(staged, uid, gid);
}

function checkVersion(version: number): void {
  if (version > 0 && version <= MIGRATIONS.length) return;
  throw new BackupError("newer", `备份的数据库是第 ${version} 版，程序只认识第 1 到 ${MIGRATIONS.length} 版，请使用更新的程序。`);
}

/** A database's own companions: a WAL that stayed would be read into the restored file. */
const COMPANIONS = ["-wal", "-shm", "-journal"];

/** Everything or nothing. @returns where what was there is kept */
function swap(databaseFile: string, places: readonly Place[]): string[] {
  const release = existsSync(databaseFile) ? lockDatabase(databaseFile) : () => undefined;
  const suffix = `.before-restore-${new Date().toISOString().replace(/[-:.]/g, "")}`;
  const moved: [from: string, to: string][] = [];
  const move = (from: string, to: string): void => {
    renameSync(from, to);
    moved.push([from, to]);
  };
  try {
    const old = [...places.map(({ path }) => path), ...COMPANIONS.map((ending) => databaseFile + ending)].filter((path) => existsSync(path));
    for (const path of old) move(path, path + suffix);
    for (const { staged, path } of places) move(staged, path);
    for (const folder of new Set(places.map(({ path }) => dirname(path)))) syncFile(folder);
    return old.map((path) => path + suffix);
  } catch (error) {
    for (const [from, to] of moved.reverse()) renameSync(to, from);
    throw error;
  } finally {
    release();
  }
}
