import type { z } from "zod";
import { CorpusError } from "../../ingest/index.js";
import { documentMetaSchema, linkVersions, readMetas } from "../../ingest/staff.js";
import { AppError, isChinese } from "../errors.js";
import { editCorpus } from "./corpus-edits.js";

/** What is wrong with a field of the metadata. */
export interface FieldFault {
  field: string;
  message: string;
}

type Meta = z.infer<typeof documentMetaSchema>;

/** @throws AppError 400 that names every field at fault */
export function checkedMeta(meta: Readonly<Record<string, unknown>>): Meta {
  const result = documentMetaSchema.safeParse(meta);
  if (result.success) return result.data;
  throw badMetadata(result.error.issues.map(({ path, message }) => ({ field: path.join("."), message: isChinese(message) ? message : isMissing(meta, path) ? "没有填" : "填得不对" })));
}

/**
 * Checks how a new document stands to those of the corpus, as an ingest will.
 * @throws AppError 400 with the field at fault; 409 and 503 as `editCorpus` where it is the corpus that is
 */
export function checkVersions(meta: Meta, corpusDir: string): void {
  const others = editCorpus(() => {
    const metas = readMetas(corpusDir);
    linkVersions(metas);
    return metas;
  });
  try {
    linkVersions([...others, meta]);
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    throw badMetadata([{ field: error.field ?? "", message: error.fault }], error);
  }
}

function badMetadata(details: FieldFault[], cause?: Error): AppError {
  return new AppError("bad_metadata", 400, "文件信息还有没写对的地方。", { details, cause });
}

function isMissing(meta: unknown, path: readonly PropertyKey[]): boolean {
  const step = (at: unknown, key: PropertyKey): unknown => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined);
  return path.reduce(step, meta) === undefined;
}
