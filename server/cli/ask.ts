import { parseArgs } from "node:util";
import { Assistant } from "../chat/assistant.js";
import { Engine } from "../chat/engine.js";
import { openWriting } from "../chat/written/open-writing.js";
import { today } from "../clock.js";
import { readConfig } from "../config.js";
import { Metrics } from "../plugins/metrics.js";
import { askBodySchema } from "../schemas/http.js";
import type { Answer } from "../schemas/objects.js";
import { Store } from "../store/store.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";

const USAGE = '用法：npm run ask -- [--json] [--region 贵州] [--document gz-measures] [--as-of 2026-01-01] "问题"';

const STATUS: Record<Answer["citations"][number]["status"], string> = {
  draft: "征求意见稿",
  in_force: "现行",
  expired: "已失效",
  superseded: "已被取代",
  non_normative: "非政策文件",
};

/** One question in the terminal; nothing of it is kept. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      region: { type: "string" },
      document: { type: "string" },
      "as-of": { type: "string" },
    },
  });
  const parsed = askBodySchema.safeParse({
    question: positionals.join(" "),
    region: values.region,
    documentId: values.document,
    asOf: values["as-of"],
  });
  if (!parsed.success) {
    console.error(`${parsed.error.issues[0]!.message}\n${USAGE}`);
    return USAGE_ERROR;
  }
  const config = readConfig();
  const engine = Engine.open(config);
  engine.retriever.onDegraded((_service, error) => error && console.error(`提示：${error.message}，这次没有用上。`));
  const assistant = new Assistant(engine, new Store(":memory:"), new Metrics(), today, openWriting(config));
  assistant.check(parsed.data);
  const answer = await assistant.answer(parsed.data);
  console.log(values.json ? JSON.stringify(answer, null, 2) : describe(answer));
  return 0;
}

function describe({ answer, citations, notices, related, suggestions }: Answer): string {
  const list = (title: string, lines: string[]): string[] => (lines.length > 0 ? ["", title, ...lines] : []);
  return [
    ...notices.map((notice) => `【提示】${notice.text}`),
    ...(notices.length > 0 ? [""] : []),
    answer,
    ...list("出处：", citations.map(({ n, documentTitle, label, provisionId, status }) => `  [${n}] 《${documentTitle}》${label}（${STATUS[status]}）　${provisionId}`)),
    ...list("相近条款（不作依据）：", (related ?? []).map(({ documentTitle, label }) => `  《${documentTitle}》${label}`)),
    ...list("还可以问：", suggestions.map((suggestion) => `  ${suggestion}`)),
  ].join("\n");
}

runCommand(main, USAGE);
