import { parseArgs } from "node:util";
import { openSnapshot, type AskedAs, type PolicyDocument, type Snapshot } from "../../ingest/index.js";
import { addAskedAs, readAskedAsLines } from "../../ingest/staff.js";
import { readConfig } from "../config.js";
import { unknownDocument } from "../errors.js";
import { OpenAiChat } from "../llm/openai-chat.js";
import { Prompt } from "../llm/prompt.js";
import { reviewAskedAs, type AskedAsReview, type Finding, type FindingKind } from "../staff/asked-as-review.js";
import { draftFile, draftQuestions, refuseWaitingDrafts, writeDrafts } from "../staff/draft-questions.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";

const USAGE = `用法：npm run asked-as -- 子命令 [选项]
  check [文件编号...] [--json]                    检查常见问法；有必须改的错误时退出码为 1
  add --provision 文件编号#条款地址 --question 问法 [--by 姓名]   增加一个已确认的问法
  suggest 文件编号 [--floor N]                    让模型为问法不够的条款起草，写入 asked-as.suggested.yaml，待审核
  --corpus DIR  语料文件夹（默认取 CORPUS_DIR，未设置时为 corpus）`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      corpus: { type: "string", default: readConfig().corpusDir },
      json: { type: "boolean", default: false },
      provision: { type: "string" },
      question: { type: "string" },
      by: { type: "string" },
      floor: { type: "string" },
    },
  });
  const [command, ...rest] = positionals;
  if (command === "check") return check(values.corpus, rest, values.json);
  if (command === "add" && values.provision !== undefined && values.question !== undefined) {
    return add(values.corpus, { provisionId: values.provision, question: values.question, by: values.by });
  }
  if (command === "suggest" && rest.length === 1 && isFloor(values.floor)) {
    return suggest(values.corpus, rest[0]!, values.floor === undefined ? undefined : Number(values.floor));
  }
  console.error(USAGE);
  return USAGE_ERROR;
}

async function check(corpus: string, documentIds: string[], json: boolean): Promise<number> {
  const snapshot = currentSnapshot();
  if (documentIds.some((id) => !snapshot.documents.has(id))) throw unknownDocument();
  const review = await reviewAskedAs(snapshot, corpus, documentIds);
  console.log(json ? JSON.stringify({ snapshot: snapshot.manifest.id, ...review }, null, 2) : describe(snapshot, review));
  return review.findings.some((finding) => finding.hard) ? 1 : 0;
}

function add(corpus: string, question: { provisionId: string; question: string; by?: string }): number {
  addAskedAs(corpus, currentSnapshot().documents, question);
  console.log(`已加入 ${question.provisionId}。运行 npm run ingest 后生效。`);
  return 0;
}

async function suggest(corpus: string, documentId: string, floor: number | undefined): Promise<number> {
  const { llm, promptsDir } = readConfig();
  if (!llm) {
    console.error("没有配置模型，不能起草。请设置环境变量 LLM_BASE_URL 和 LLM_MODEL（需要时加 LLM_API_KEY）。");
    return USAGE_ERROR;
  }
  const document = currentSnapshot().documents.get(documentId);
  if (!document) throw unknownDocument();
  const file = draftFile(corpus, documentId);
  refuseWaitingDrafts(file);
  const model = new OpenAiChat(llm);
  const drafts = await draftQuestions(document, questionsOf(corpus, document), {
    model,
    prompt: Prompt.read(promptsDir, "asked-as-suggest"),
    floor,
    onProgress: ({ label, questions, failure }) => console.log(`  ${label}：${failure ?? `${questions.length} 个`}`),
  });
  const total = drafts.reduce((sum, draft) => sum + draft.questions.length, 0);
  if (total > 0) writeDrafts(file, drafts, model.name);
  console.log(drafts.length === 0 ? "各条款的问法都已够数，不用起草。" : total === 0 ? "没有得到可用的问法。" : `起草了 ${total} 个问法，待审核：${file}`);
  return drafts.some((draft) => draft.failure !== undefined) ? 1 : 0;
}

function currentSnapshot(): Snapshot {
  const { snapshotDir, embedding } = readConfig();
  return openSnapshot(snapshotDir, embedding);
}

function questionsOf(corpus: string, { meta }: PolicyDocument): AskedAs {
  const asked: AskedAs = {};
  for (const { eId, question } of readAskedAsLines(corpus, meta.id).lines) (asked[eId] ??= []).push(question);
  return asked;
}

function isFloor(value: string | undefined): boolean {
  return value === undefined || /^[1-9]\d?$/.test(value);
}

const TITLES: Record<FindingKind, string> = {
  unreadable: "写法有错",
  unknown_document: "没有这份文件",
  unknown_provision: "没有这个条款",
  repeated: "同一条款下重复",
  fits_elsewhere: "可能放错条款（按用词比较，仅供复查）",
  stands_twice: "两个条款下相同",
  too_short: "太短",
  too_long: "太长",
  below_floor: "问法不够",
};

function describe({ manifest }: Snapshot, { documents, findings }: AskedAsReview): string {
  const hard = findings.filter((finding) => finding.hard).length;
  return [
    `条款以快照 ${manifest.id} 为准。`,
    ...documents.map(({ documentId, provisions, questions, fewest, most }) => `  ${documentId}　${provisions} 个条款，${questions} 个问法，每条 ${fewest} 到 ${most} 个`),
    ...section("必须改的：", findings.filter((finding) => finding.hard)),
    ...section("建议复查的：", findings.filter((finding) => !finding.hard)),
    "",
    `必须改的 ${hard} 处，建议复查的 ${findings.length - hard} 处。`,
  ].join("\n");
}

function section(title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const kinds = [...new Set(findings.map((finding) => finding.kind))];
  return ["", title, ...kinds.flatMap((kind) => [`【${TITLES[kind]}】`, ...findings.filter((finding) => finding.kind === kind).map(line)])];
}

function line({ file, line: at, eId, question, message }: Finding): string {
  return `  ${file}${at === null ? "" : ` 第 ${at} 行`}${eId === null ? "" : ` ${eId}`}${question === null ? "" : `「${question}」`}　${message}`;
}

runCommand(main, USAGE);
