import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { SnapshotError } from "../errors.js";
import { readWhole } from "./file-memory.js";
import { FORMAT_VERSION, manifestSchema, sealOf, snapshotId, type Manifest } from "./manifest.js";

const CURRENT = "CURRENT";
const MANIFEST = "manifest.json";
const GENERATION = /^\d{8}T\d{9}-[0-9a-f]{12}$/;
const KEPT_GENERATIONS = 3;

/** A folder of generations and the name of the current one; published in one step (why in this order: docs/architecture.md). */
export class SnapshotFolder {
  constructor(readonly root: string) {}

  /** Folder of the current generation. @throws SnapshotError `missing` */
  currentGeneration(): string {
    let name: string;
    try {
      name = readFileSync(join(this.root, CURRENT), "utf8").trim();
    } catch (cause) {
      throw new SnapshotError("missing", "还没有快照，请先运行 npm run ingest", { cause });
    }
    if (!GENERATION.test(name)) throw new SnapshotError("damaged", `快照指针已损坏：${JSON.stringify(name.slice(0, 40))}`);
    return join(this.root, name);
  }

  /** Folder of the newest generation with this snapshot id. @throws SnapshotError `missing` where none is kept any more */
  generationOf(snapshotId: string): string {
    const kept = existsSync(this.root) ? readdirSync(this.root).filter((name) => GENERATION.test(name)).sort() : [];
    const name = kept.filter((one) => one.endsWith(`-${snapshotId}`)).pop();
    if (!name) throw new SnapshotError("missing", `快照 ${snapshotId} 已不再保留（只留最近 ${KEPT_GENERATIONS} 代）`);
    return join(this.root, name);
  }

  /**
   * Makes a generation current: files are synced, the folder gets its final name, and only then CURRENT points to it.
   * @param staging a folder inside `root` that holds the files and the manifest, read back and found good
   */
  publish(staging: string, manifest: Manifest): string {
    const stamp = manifest.createdAt.replace(/[-:.Z]/g, "");
    const name = `${stamp}-${manifest.id}`;
    syncFolder(staging);
    renameSync(staging, join(this.root, name));
    syncFolder(this.root);
    const pointer = join(this.root, `${CURRENT}.tmp`);
    writeSynced(pointer, Buffer.from(`${name}\n`));
    renameSync(pointer, join(this.root, CURRENT));
    syncFolder(this.root);
    this.removeOld(name);
    return join(this.root, name);
  }

  /** A new, empty folder to write a generation in. */
  stage(): string {
    mkdirSync(this.root, { recursive: true });
    const staging = join(this.root, `.staging-${process.pid}-${Date.now()}`);
    mkdirSync(staging);
    return staging;
  }

  /** Old generations go; the current one and the two before it stay, for servers that are just opening them. */
  private removeOld(current: string): void {
    const old = readdirSync(this.root).filter((name) => GENERATION.test(name) && name !== current).sort().reverse();
    for (const name of old.slice(KEPT_GENERATIONS - 1)) rmSync(join(this.root, name), { recursive: true, force: true });
  }
}

/** Seals the files of a folder: the manifest is written last. */
export function writeManifest(folder: string, manifest: Manifest): void {
  writeSynced(join(folder, MANIFEST), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
}

/** Writes a file and waits until it is on disk. */
export function writeSynced(path: string, data: Uint8Array): void {
  const file = openSync(path, "w");
  try {
    let written = 0;
    while (written < data.byteLength) written += writeSync(file, data, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Syncs a file that other code wrote. */
export function syncFile(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  syncFile(path);
}

/** Reads and checks the manifest. @throws SnapshotError `format` or `damaged` */
export function readManifest(generation: string): Manifest {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(join(generation, MANIFEST), "utf8"));
  } catch (cause) {
    throw new SnapshotError("damaged", "快照清单读不出来，请重新运行 npm run ingest", { cause });
  }
  const version = (parsed as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === "number" && version !== FORMAT_VERSION) {
    throw new SnapshotError("format", `快照格式是第 ${version} 版，程序要第 ${FORMAT_VERSION} 版，请重新运行 npm run ingest`);
  }
  const result = manifestSchema.safeParse(parsed);
  if (!result.success || snapshotId(result.data.files) !== result.data.id || sealOf(result.data) !== result.data.seal) {
    throw new SnapshotError("damaged", "快照清单内容不对，请重新运行 npm run ingest");
  }
  return result.data;
}

/** Reads every file of a generation and refuses the first whose size or SHA-256 differs. @throws SnapshotError `damaged` */
export function readVerified(generation: string, manifest: Manifest): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (const [name, { bytes, sha256: expected }] of Object.entries(manifest.files)) {
    let data: Buffer;
    const hash = createHash("sha256");
    try {
      data = readWhole(join(generation, name), (slice) => hash.update(slice));
    } catch (cause) {
      throw new SnapshotError("damaged", `快照缺文件 ${name}，请重新运行 npm run ingest`, { cause });
    }
    if (data.byteLength !== bytes || hash.digest("hex") !== expected) {
      throw new SnapshotError("damaged", `快照文件 ${name} 已损坏，请重新运行 npm run ingest`);
    }
    contents.set(name, data);
  }
  return contents;
}
