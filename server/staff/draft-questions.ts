import { existsSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Document } from "yaml";
import { z } from "zod";
import type { AskedAs, Passage, PolicyDocument } from "../../ingest/index.js";
import { askedAsFile, passagesOf, questionKey, UNREVIEWED } from "../../ingest/staff.js";
import { AppError } from "../errors.js";
import type { ChatModel } from "../llm/chat-model.js";
import type { Prompt } from "../llm/prompt.js";
import { floorOf } from "./asked-as-floors.js";

/** Questions that a model proposes for a provision; nobody has looked at them yet. */
export interface DraftedQuestions {
  eId: string;
  label: string;
  questions: string[];
  /** Why there are none: the reply could not be used. */
  failure?: string;
}

export interface DraftOptions {
  model: ChatModel;
  /** Variables: title, label, text, known, count. */
  prompt: Prompt;
  /** Questions that every provision should have; each provision's own floor when left out. */
  floor?: number;
  onProgress?: (drafted: DraftedQuestions) => void;
}

const replySchema = z.object({ questions: z.array(z.string()) });
const SHORTEST = 4;
const LONGEST = 60;

/**
 * Asks the model for questions of every provision that has too few. A reply that is not what was asked for leaves its
 * provision without questions; the others go on.
 * @param askedAs the document's questions so far
 * @throws EndpointError where the model cannot be reached
 */
export async function draftQuestions(document: PolicyDocument, askedAs: AskedAs, { model, prompt, floor, onProgress }: DraftOptions): Promise<DraftedQuestions[]> {
  const known = new Set(Object.values(askedAs).flat().map(questionKey));
  const drafts: DraftedQuestions[] = [];
  for (const passage of passagesOf([{ document, askedAs }])) {
    const missing = (floor ?? floorOf(passage)) - passage.askedAs.length;
    if (missing <= 0) continue;
    const reply = await model.complete([{ role: "user", content: prompt.fill(variablesOf(passage, missing)) }]);
    const { eId, label } = passage.provision;
    const proposed = readReply(reply);
    const draft = { eId, label, ...(proposed ? { questions: newOnes(proposed, known) } : { questions: [], failure: "回复不是约定的 JSON" }) };
    drafts.push(draft);
    onProgress?.(draft);
  }
  return drafts;
}

function variablesOf({ document, provision, askedAs }: Passage, missing: number): Record<"title" | "label" | "text" | "known" | "count", string> {
  return {
    title: document.meta.title,
    label: provision.label,
    text: document.text.slice(provision.start, provision.end),
    known: askedAs.map((question) => `- ${question}`).join("\n") || "（还没有）",
    count: String(missing),
  };
}

/** Models like to put a fence around JSON; what stands between the outermost braces counts. */
function readReply(reply: string): string[] | null {
  try {
    const result = replySchema.safeParse(JSON.parse(reply.slice(reply.indexOf("{"), reply.lastIndexOf("}") + 1)));
    return result.success ? result.data.questions : null;
  } catch {
    return null;
  }
}

/** Those of a sensible length that nobody has asked yet; adds them to what is known. */
function newOnes(proposed: readonly string[], known: Set<string>): string[] {
  return proposed
    .map((question) => question.replace(/\s+/g, " ").trim())
    .filter((question) => {
      const key = questionKey(question);
      if (key.length < SHORTEST || key.length > LONGEST || known.has(key)) return false;
      known.add(key);
      return true;
    });
}

/** Where drafts of a document wait for review: beside its asked-as.yaml, under a name that ingest does not read. */
export function draftFile(corpusFolder: string, documentId: string): string {
  const { path } = askedAsFile(corpusFolder, documentId);
  return join(dirname(path), `${basename(path, ".yaml")}${UNREVIEWED}`);
}

/** Refuses to go on where drafts still wait: they would be lost. @throws AppError `drafts_waiting` */
export function refuseWaitingDrafts(file: string): void {
  if (existsSync(file)) throw new AppError("drafts_waiting", 409, `已有未审核的问法「${file}」，请先审核并删除这个文件。`);
}

/** Writes the drafts, marked as not reviewed, in the form of asked-as.yaml. */
export function writeDrafts(file: string, drafts: readonly DraftedQuestions[], modelName: string): void {
  const filled = drafts.filter((draft) => draft.questions.length > 0);
  const yaml = new Document(Object.fromEntries(filled.map(({ eId, questions }) => [eId, questions])));
  yaml.commentBefore = ` 未审核：由模型 ${modelName} 起草，收录时不读取。\n 逐条核对原文后，把可用的用 npm run asked-as -- add 加进 asked-as.yaml，再删除本文件。`;
  writeFileSync(file, yaml.toString({ lineWidth: 0 }), { flag: "wx" });
}
