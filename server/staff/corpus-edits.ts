import { CorpusError, storageFault, type PolicyDocument, type Snapshot } from "../../ingest/index.js";
import { addAskedAs, addNotAnsweredExample, questionKey, type ConfirmedExample, type ConfirmedQuestion } from "../../ingest/staff.js";
import { AppError } from "../errors.js";
import type { NotAnsweredReply } from "../schemas/staff-asked.js";
import { likeness, pairsOf } from "./likeness.js";
import { sameQuestionKey } from "./question-groups.js";

/**
 * Runs a change of the corpus's files.
 * @throws AppError `corpus_refused` 409 with what is wrong with it, `storage` 503 where the disk refuses
 */
export function editCorpus<T>(edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    if (error instanceof CorpusError) throw new AppError("corpus_refused", 409, `${error.message}。`, { cause: error });
    // The path stands in the log only.
    if (storageFault(error) !== null) throw new AppError("storage", 503, "语料文件夹读写不了，没有改动。请管理员检查磁盘和权限。", { cause: error });
    throw error;
  }
}

/** @throws AppError as `editCorpus` */
export function acceptQuestion(corpusFolder: string, documents: ReadonlyMap<string, PolicyDocument>, confirmed: ConfirmedQuestion): void {
  editCorpus(() => addAskedAs(corpusFolder, documents, confirmed));
}

/** @throws AppError as `editCorpus` */
export function acceptExample(corpusFolder: string, confirmed: ConfirmedExample): void {
  editCorpus(() => addNotAnsweredExample(corpusFolder, confirmed));
}

/** What the documents leave open, those that are asked most like the question first. */
export function leftOpenEntries(notAnswered: Snapshot["notAnswered"], question?: string): NotAnsweredReply["entries"] {
  const entries = notAnswered.map(({ id, about, say, examples }) => ({ id, about, say, examples }));
  if (question === undefined) return entries;
  const pairs = pairsOf(sameQuestionKey(question));
  const nearness = new Map(entries.map(({ id, examples }) => [id, Math.max(...examples.map((example) => likeness(pairs, pairsOf(questionKey(example)))))]));
  return entries.sort((a, b) => nearness.get(b.id)! - nearness.get(a.id)!);
}
