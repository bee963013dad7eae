import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";
import type { Manifest } from "./manifest.js";

/** Size and SHA-256 of a file, as the manifest holds them. */
export type Seal = Manifest["files"][string];

/** The most that is written or hashed at once: the system takes no more than 2 GiB. */
const SLICE = 1 << 30;

/** A file that is written piece by piece and hashed on the way, so that it need not be in memory. */
export class SealedFile {
  private file: number | null;
  private readonly hash = createHash("sha256");
  private bytes = 0;

  constructor(path: string) {
    this.file = openSync(path, "w");
  }

  append(data: Uint8Array): void {
    for (let at = 0; at < data.byteLength; at += SLICE) this.appendSlice(data.subarray(at, at + SLICE));
  }

  private appendSlice(data: Uint8Array): void {
    for (let written = 0; written < data.byteLength; ) written += writeSync(this.file!, data, written);
    this.hash.update(data);
    this.bytes += data.byteLength;
  }

  /** Waits until all of it is on disk. */
  seal(): Seal {
    fsyncSync(this.file!);
    this.close();
    return { bytes: this.bytes, sha256: this.hash.digest("hex") };
  }

  /** Lets go of the file, finished or not. */
  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }
}

/** Writes a whole file in pieces. */
export function writeSealed(path: string, pieces: Iterable<Uint8Array>): Seal {
  const file = new SealedFile(path);
  try {
    for (const piece of pieces) file.append(piece);
    return file.seal();
  } finally {
    file.close();
  }
}

const CHUNK = 1 << 20;

/** Size and hash of a file on disk, read a piece at a time. */
export function readSeal(path: string): Seal {
  const hash = createHash("sha256");
  const chunk = Buffer.alloc(CHUNK);
  const file = openSync(path, "r");
  try {
    let bytes = 0;
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      hash.update(chunk.subarray(0, read));
      bytes += read;
    }
    return { bytes, sha256: hash.digest("hex") };
  } finally {
    closeSync(file);
  }
}
