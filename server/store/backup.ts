import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readSeal, syncFile, writeSynced, type Seal } from "../../ingest/index.js";
import { BackupError, DATABASE, manifestFile, sealedManifest, type BackupManifest, type ServerState } from "./backup-manifest.js";
import { checkDatabase, copyDatabase } from "./database-file.js";

/**
 * Writes a backup while the server may run: aside, checked, synced, and only then under its name.
 * @param folder must not be there yet; readable by its owner only, for conversations stand in it
 * @throws BackupError
 */
export async function makeBackup({ databaseFile, files }: ServerState, folder: string): Promise<BackupManifest> {
  const target = resolve(folder);
  if (existsSync(target)) throw new BackupError("exists", `「${folder}」已经存在，请换一个文件夹名，例如加上日期。`);
  if (!existsSync(databaseFile)) throw new BackupError("missing", `没有会话数据库「${databaseFile}」，可用 DATABASE_FILE 指定。`);
  const aside = `${target}.partial-${process.pid}`;
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  try {
    await copyDatabase(databaseFile, join(aside, DATABASE));
    for (const [name, path] of Object.entries(files)) if (path !== null && existsSync(path)) copyFileSync(path, join(aside, name));
    const manifest = sealedManifest(checkDatabase(join(aside, DATABASE)), sealFiles(aside, [DATABASE, ...Object.keys(files)]));
    const [name, text] = manifestFile(manifest);
    writeSynced(join(aside, name), text);
    syncFile(aside);
    renameSync(aside, target);
    syncFile(dirname(target));
    return manifest;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function sealFiles(folder: string, names: readonly string[]): Record<string, Seal> {
  const seals: Record<string, Seal> = {};
  for (const name of names.filter((one) => existsSync(join(folder, one)))) {
    const path = join(folder, name);
    chmodSync(path, 0o600);
    syncFile(path);
    seals[name] = readSeal(path);
  }
  return seals;
}
