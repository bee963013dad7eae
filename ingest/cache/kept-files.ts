import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storageFault } from "../storage-fault.js";

const HASH_BYTES = 32;
/** A key is a SHA-256; another name is of a file that is being written, or was when its writer was killed. */
const NAME = /^[0-9a-f]{64}$/;
const DAY_MS = 24 * 3600_000;

/**
 * Results of work that need not be done again, a file each, by a key that says all that they depend on. Each begins with the
 * SHA-256 of the rest: one that is torn or damaged counts as not there. Nothing is lost by deleting the folder.
 */
export class KeptFiles {
  private readonly used = new Map<string, number>();
  private bytesUsed = 0;
  private writeFault: string | null = null;

  /** @param mostBytes what the folder may hold */
  constructor(
    private readonly folder: string,
    private readonly mostBytes: number,
  ) {}

  /** Why nothing more can be kept, for a person; null while all is well. */
  get fault(): string | null {
    return this.writeFault;
  }

  get isEmpty(): boolean {
    return statSync(this.folder, { throwIfNoEntry: false }) === undefined || readdirSync(this.folder).length === 0;
  }

  has(key: string): boolean {
    return statSync(this.pathOf(key), { throwIfNoEntry: false })?.isFile() ?? false;
  }

  /** What was kept, at a multiple of 8 in memory; null where it is not there or not whole. */
  read(key: string): Buffer | null {
    const file = readOrNull(this.pathOf(key));
    if (file === null || file.byteLength < HASH_BYTES) return null;
    const content = file.subarray(HASH_BYTES);
    if (!file.subarray(0, HASH_BYTES).equals(digestOf([content]))) return null;
    this.noteUse(key, file.byteLength);
    return content;
  }

  /** Keeps the pieces, one after the other, while there is room. A disk that takes no more ends the keeping, not the ingest. */
  write(key: string, pieces: readonly Uint8Array[]): void {
    const bytes = HASH_BYTES + pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (this.writeFault !== null || this.bytesUsed + bytes > this.mostBytes) return;
    const path = this.pathOf(key);
    const aside = `${path}.${process.pid}`;
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(aside, Buffer.concat([digestOf(pieces), ...pieces], bytes));
      renameSync(aside, path);
      this.noteUse(key, bytes);
    } catch (error) {
      this.writeFault = storageFault(error) ?? String(error);
      removeIfThere(aside);
    }
  }

  /** Ends a run: what it used stays, of the rest the last used as far as there is room. */
  prune(): void {
    const now = new Date();
    for (const key of this.used.keys()) touch(this.pathOf(key), now);
    let room = this.mostBytes - this.bytesUsed;
    for (const { name, bytes, at } of this.unused()) {
      const abandoned = !NAME.test(name) && now.getTime() - at > DAY_MS;
      if (NAME.test(name)) room -= bytes;
      if (abandoned || room < 0) rmSync(this.pathOf(name), { force: true });
    }
  }

  /** Files that this run did not use, the last used first. */
  private unused(): { name: string; bytes: number; at: number }[] {
    return namesIn(this.folder)
      .filter((name) => !this.used.has(name))
      .flatMap((name) => {
        const found = statSync(this.pathOf(name), { throwIfNoEntry: false });
        return found?.isFile() ? [{ name, bytes: found.size, at: found.mtimeMs }] : [];
      })
      .sort((a, b) => b.at - a.at);
  }

  private noteUse(key: string, bytes: number): void {
    if (this.used.has(key)) return;
    this.used.set(key, bytes);
    this.bytesUsed += bytes;
  }

  private pathOf(key: string): string {
    return join(this.folder, key);
  }
}

function digestOf(pieces: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    // Not there, or not to be read: the work is done again.
    return null;
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A disk that takes nothing may give nothing up either: a later run clears it.
    return;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Another ingest may have pruned it. */
function touch(path: string, now: Date): void {
  try {
    utimesSync(path, now, now);
  } catch {
    return;
  }
}
