import { closeSync, openSync, readSync } from "node:fs";
import Database from "better-sqlite3";
import { BackupError } from "./backup-manifest.js";

/** A database as a file to be copied, checked and replaced; what stands in it is the store's. */

/** Pages a step: all of them, so that a busy server cannot make the copy begin anew. Writers wait for nothing (WAL). */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies a database that may be in use: everything committed before the call, in one file with no WAL beside it.
 * @param target a path where nothing is
 */
export async function copyDatabase(file: string, target: string): Promise<void> {
  const source = new Database(file, { readonly: true, fileMustExist: true });
  try {
    await source.backup(target, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  const copy = new Database(target);
  try {
    copy.pragma("journal_mode = DELETE");
  } finally {
    copy.close();
  }
}

/** @returns the version of the schema @throws BackupError `damaged` where SQLite finds a fault */
export function checkDatabase(file: string): number {
  const fault = (cause?: unknown): BackupError => new BackupError("damaged", `数据库「${file}」没有通过 SQLite 的完整性检查。`, { cause });
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const whole = db.pragma("integrity_check", { simple: true }) === "ok" && (db.pragma("foreign_key_check") as unknown[]).length === 0;
      if (!whole) throw fault();
      return db.pragma("user_version", { simple: true }) as number;
    } finally {
      db.close();
    }
  } catch (error) {
    throw isDamage(error) ? fault(error) : error;
  }
}

/** Waits this long for a lock that somebody holds for a moment. */
const PATIENCE_MS = 500;

/**
 * Takes a database for itself, its WAL written back into the file. One that SQLite cannot read is nobody's: it is not locked.
 * @returns lets go of it
 * @throws BackupError `in_use` where another process has it open
 */
export function lockDatabase(file: string): () => void {
  // SQLite takes what it does not know for an empty database, and deletes the WAL beside it.
  if (!hasHeader(file)) return () => undefined;
  const db = new Database(file, { fileMustExist: true, timeout: PATIENCE_MS });
  try {
    // SQLite leaves WAL mode only for the last connection that is open.
    db.pragma("journal_mode = DELETE");
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if (isBusy(error)) throw new BackupError("in_use", `数据库「${file}」正在使用，请先停止服务（例如 systemctl stop cluster-policy-assistant）再恢复。`, { cause: error });
    if (!isDamage(error)) throw error;
  }
  return () => void db.close();
}

const HEADER = Buffer.from("SQLite format 3\0");

function hasHeader(file: string): boolean {
  const start = Buffer.alloc(HEADER.length);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, start);
  } finally {
    closeSync(descriptor);
  }
  return start.equals(HEADER);
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);
const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
