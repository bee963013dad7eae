import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { SnapshotError } from "../errors.js";
import { readWhole } from "./file-memory.js";
import { storageFault } from "../storage-fault.js";
import { FORMAT_VERSION, manifestSchema, sealOf, snapshotId, type Manifest } from "./manifest.js";

const CURRENT = "CURRENT";
const MANIFEST = "manifest.json";
const GENERATION = /^\d{8}T\d{9}-[0-9a-f]{12}$/;
/** Its writer's process and the time it was made. */
const STAGING = /^\.staging-(\d+)-(\d+)$/;
const KEPT_GENERATIONS = 3;

/** A folder of generations and the name of the current one; published in one step (why in this order: docs/architecture.md). */
export class SnapshotFolder {
  constructor(readonly root: string) {}

  /** Folder of the current generation. @throws SnapshotError `missing` */
  currentGeneration(): string {
    const text = readText(join(this.root, CURRENT), () => new SnapshotError("missing", "还没有快照，请先运行 npm run ingest"));
    const name = text.slice(0, -1);
    if (!GENERATION.test(name) || text !== pointerTo(name)) throw new SnapshotError("damaged", `快照指针已损坏：${JSON.stringify(text.slice(0, 40))}`);
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
   * Makes a generation current: files are synced, the folder gets its final name, and only then CURRENT points to it. The
   * pointer is written before, aside: a full disk leaves no generation that nobody points to.
   * @param staging a folder inside `root` that holds the files and the manifest, read back and found good
   */
  publish(staging: string, manifest: Manifest): string {
    const stamp = manifest.createdAt.replace(/[-:.Z]/g, "");
    const name = `${stamp}-${manifest.id}`;
    syncFolder(staging);
    const pointer = join(this.root, `${CURRENT}.tmp`);
    writeSynced(pointer, Buffer.from(pointerTo(name)));
    renameSync(staging, join(this.root, name));
    syncFolder(this.root);
    renameSync(pointer, join(this.root, CURRENT));
    syncFolder(this.root);
    this.removeOld(name);
    return join(this.root, name);
  }

  /** A new, empty folder to write a generation in. */
  stage(): string {
    mkdirSync(this.root, { recursive: true });
    this.removeAbandoned();
    lastStaged = Math.max(lastStaged + 1, Date.now());
    const staging = join(this.root, `.staging-${process.pid}-${lastStaged}`);
    mkdirSync(staging);
    return staging;
  }

  /** Old generations go; the current one and the two before it stay, for servers that are just opening them. */
  private removeOld(current: string): void {
    const old = readdirSync(this.root).filter((name) => GENERATION.test(name) && name !== current).sort().reverse();
    for (const name of old.slice(KEPT_GENERATIONS - 1)) rmSync(join(this.root, name), { recursive: true, force: true });
  }

  /** What a killed ingest left behind goes. */
  private removeAbandoned(): void {
    for (const name of readdirSync(this.root)) {
      const [, pid, madeAt] = STAGING.exec(name) ?? [];
      if (pid !== undefined && !isAtWork(Number(pid), Number(madeAt))) rmSync(join(this.root, name), { recursive: true, force: true });
    }
  }
}

/** When this process last made a folder, in milliseconds: two are never of one name. */
let lastStaged = 0;

/** Whether the process that made a folder still runs. In a container it may have had the number that is ours now. */
function isAtWork(pid: number, madeAt: number): boolean {
  if (pid === process.pid) return madeAt >= Math.floor(performance.timeOrigin);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function pointerTo(name: string): string {
  return `${name}\n`;
}

function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Seals the files of a folder: the manifest is written last. */
export function writeManifest(folder: string, manifest: Manifest): void {
  writeSynced(join(folder, MANIFEST), Buffer.from(manifestText(manifest)));
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

function readText(path: string, missing: () => SnapshotError): string {
  return readOrRefuse(path, missing).toString("utf8");
}

/** A file that is there and cannot be read is no reason to ingest again. @throws SnapshotError */
function readOrRefuse(path: string, missing: () => SnapshotError, look: (slice: Uint8Array) => unknown = () => undefined): Buffer {
  try {
    return readWhole(path, look);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw missing();
    throw new SnapshotError("unreadable", `快照文件读不出来：${storageFault({ code, path }) ?? `${path}，${code}`}`, { cause });
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
  const text = readText(join(generation, MANIFEST), () => new SnapshotError("damaged", "快照缺清单，请重新运行 npm run ingest"));
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new SnapshotError("damaged", "快照清单读不出来，请重新运行 npm run ingest", { cause });
  }
  const version = (parsed as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === "number" && version !== FORMAT_VERSION) {
    throw new SnapshotError("format", `快照格式是第 ${version} 版，程序要第 ${FORMAT_VERSION} 版，请重新运行 npm run ingest`);
  }
  const result = manifestSchema.safeParse(parsed);
  if (!result.success || !isSealed(result.data) || manifestText(result.data) !== text) {
    throw new SnapshotError("damaged", "快照清单内容不对，请重新运行 npm run ingest");
  }
  return result.data;
}

function isSealed(manifest: Manifest): boolean {
  return snapshotId(manifest.files) === manifest.id && sealOf(manifest) === manifest.seal;
}

/** Reads every file of a generation and refuses the first whose size or SHA-256 differs. @throws SnapshotError `damaged` */
export function readVerified(generation: string, manifest: Manifest): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (const [name, { bytes, sha256: expected }] of Object.entries(manifest.files)) {
    const hash = createHash("sha256");
    const look = (slice: Uint8Array): unknown => hash.update(slice);
    const data = readOrRefuse(join(generation, name), () => new SnapshotError("damaged", `快照缺文件 ${name}，请重新运行 npm run ingest`), look);
    if (data.byteLength !== bytes || hash.digest("hex") !== expected) {
      throw new SnapshotError("damaged", `快照文件 ${name} 已损坏，请重新运行 npm run ingest`);
    }
    contents.set(name, data);
  }
  return contents;
}
