import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readSeal, type Seal } from "../../ingest/index.js";

/** What a server keeps and nobody can make anew. */
export interface ServerState {
  databaseFile: string;
  /** Files beside the database by their name in a backup; null where none is configured. */
  files: Readonly<Record<string, string | null>>;
}

/** The database's name in every backup. */
export const DATABASE = "assistant.sqlite";
const MANIFEST = "manifest.json";
const FORMAT = 1;

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  createdAt: z.string(),
  /** Version of the database's schema. */
  schemaVersion: z.number().int(),
  files: z.record(z.string(), z.strictObject({ bytes: z.number().int(), sha256: z.string() })),
  /** Hash of everything above. */
  seal: z.string(),
});

export type BackupManifest = z.infer<typeof manifestSchema>;

/** A backup that cannot be made or must not be restored. Message in Chinese, says what to do. */
export class BackupError extends Error {
  constructor(
    readonly problem: "exists" | "missing" | "damaged" | "newer" | "in_use",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "BackupError";
  }
}

export function sealedManifest(schemaVersion: number, files: Record<string, Seal>): BackupManifest {
  const content = { format: FORMAT, createdAt: new Date().toISOString(), schemaVersion, files } as const;
  return { ...content, seal: sealOf(content) };
}

/** Name and text of the file that a backup's last step writes. */
export function manifestFile(manifest: BackupManifest): [string, Buffer] {
  return [MANIFEST, Buffer.from(textOf(manifest))];
}

/** @throws BackupError where the manifest is not the one that was written, to the byte */
export function readBackupManifest(folder: string): BackupManifest {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST), "utf8");
  } catch (cause) {
    throw new BackupError("missing", `「${folder}」不是备份文件夹，里面没有 ${MANIFEST}。`, { cause });
  }
  const manifest = parseManifest(text);
  if (manifest === null || sealOf(manifest) !== manifest.seal || textOf(manifest) !== text) {
    throw new BackupError("damaged", `备份清单 ${MANIFEST} 已损坏，不能恢复，请换一份备份。`);
  }
  return manifest;
}

/** @throws BackupError where a file is not the one that was backed up */
export function checkSeal(path: string, name: string, expected: Seal): void {
  const found = readSeal(path);
  if (found.bytes === expected.bytes && found.sha256 === expected.sha256) return;
  throw new BackupError("damaged", `备份里的 ${name} 已损坏，不能恢复，请换一份备份。`);
}

function parseManifest(text: string): BackupManifest | null {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function textOf(manifest: BackupManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function sealOf(manifest: Omit<BackupManifest, "seal">): string {
  const { seal: _, ...content } = manifest as BackupManifest;
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
