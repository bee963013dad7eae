import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Passage, PolicyDocument, Provision, Snapshot } from "../../ingest/index.js";
import { AppError } from "../errors.js";

/** A question that someone confirmed to be answered by provisions. */
export interface QuestionPassages {
  question: string;
  passages: number[];
}

/** The asked-as questions of the snapshot. */
export function askedAsPairs({ passages }: Pick<Snapshot, "passages">): QuestionPassages[] {
  const pairs = new Map<string, number[]>();
  for (const { index, askedAs } of passages) for (const question of askedAs) pairs.set(question, [...(pairs.get(question) ?? []), index]);
  return [...pairs].map(([question, answers]) => ({ question, passages: answers }));
}

const lineSchema = z
  .object({ question: z.string().trim().min(1), provisionId: z.string().optional(), provisionIds: z.array(z.string()).optional() })
  .transform(({ question, provisionId, provisionIds = [] }) => ({ question, provisionIds: [...provisionIds, ...(provisionId === undefined ? [] : [provisionId])] }))
  .refine(({ provisionIds }) => provisionIds.length > 0, "缺 provisionId");

/**
 * Reads pairs from a file, one JSON a line: `{"question": "…", "provisionId": "gz-measures#art_6"}` or `provisionIds` for several.
 * A provision that is not a leaf stands for all that is inside it.
 * @throws AppError that names the line
 */
export function readPairs(path: string, snapshot: Pick<Snapshot, "passages" | "documents">): QuestionPassages[] {
  const lines = readFileSync(path, "utf8").split("\n");
  const fail = (line: number, why: string): never => {
    throw new AppError("bad_request", 400, `${path} 第 ${line + 1} 行：${why}`);
  };
  return lines.flatMap((line, n) => {
    if (line.trim() === "") return [];
    const parsed = lineSchema.safeParse(parseJson(line));
    if (!parsed.success) return fail(n, "应为 {\"question\": …, \"provisionId\": …}");
    const passages = parsed.data.provisionIds.flatMap((id) => passagesUnder(id, snapshot) ?? fail(n, `没有条款 ${id}`));
    return [{ question: parsed.data.question, passages: [...new Set(passages)] }];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function passagesUnder(provisionId: string, { passages, documents }: Pick<Snapshot, "passages" | "documents">): number[] | null {
  const [documentId, eId] = provisionId.split("#");
  const document = documents.get(documentId!);
  const provision = document?.provisions.find((candidate) => candidate.eId === eId);
  if (!document || !provision) return null;
  return passages.filter((passage) => isInside(passage, document, provision)).map(({ index }) => index);
}

function isInside(passage: Passage, document: PolicyDocument, { start, end }: Provision): boolean {
  return passage.document === document && passage.provision.start >= start && passage.provision.end <= end;
}
