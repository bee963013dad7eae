import { createHash } from "node:crypto";
import { z } from "zod";

/** Raised when the files of a snapshot, or what the pipeline puts in them, change in meaning. */
export const FORMAT_VERSION = 5;

/** What a snapshot says of itself. */
export const manifestSchema = z.object({
  formatVersion: z.number().int(),
  /** Hash of what the snapshot holds: the same corpus gives the same id. */
  id: z.string(),
  createdAt: z.string(),
  corpusHash: z.string(),
  lexiconHash: z.string(),
  /** `none` with 0 dimensions: the snapshot has no vectors and is searched by words only. */
  embedder: z.object({ kind: z.enum(["sif", "openai", "none"]), model: z.string(), id: z.string(), dimensions: z.number().int() }),
  /** How vectors are searched, and the share of the true 20 nearest that this finds. */
  vectorIndex: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("exact"), recallAt20: z.number() }),
    z.object({ kind: z.literal("hnsw"), m: z.number(), efConstruction: z.number(), efSearch: z.number(), recallAt20: z.number() }),
  ]),
  counts: z.object({ documents: z.number().int(), provisions: z.number().int(), passages: z.number().int(), terms: z.number().int() }),
  files: z.record(z.string(), z.object({ bytes: z.number().int(), sha256: z.string() })),
  /** Hash of everything above: a manifest altered in any place is refused. */
  seal: z.string(),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** SHA-256, hexadecimal. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** The seal that a manifest with this content must carry. */
export function sealOf(manifest: Omit<Manifest, "seal">): string {
  const { seal: _, ...content } = manifest as Manifest;
  return sha256(JSON.stringify(content));
}

/** The id of a snapshot: what its files hold, in short. */
export function snapshotId(files: Manifest["files"]): string {
  const listing = Object.keys(files).sort().map((name) => `${name} ${files[name]!.sha256}`).join("\n");
  return sha256(`${FORMAT_VERSION}\n${listing}`).slice(0, 12);
}
