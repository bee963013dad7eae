import type { PolicyDocument, Snapshot } from "../../../ingest/index.js";
import { statusOn } from "../../retrieval/validity.js";
import type { Understanding } from "../../understanding/understanding.js";
import type { About } from "./about.js";
import { documentsAsked, titleSpan } from "./asked-documents.js";

const ASKS_COLLECTION =
  /(收录|收集|入库|库里|资料库|知识库|能查|可以查|查得到|(你|你们|这里|系统|助手)(都|里|现在|目前)*有).{0,8}(文件|政策|资料|文档)|(有|出台|发布|印发|出)(了|过)?(哪些|哪几份|几份|多少份?)(关于|有关)?.{0,8}文件[？?。吗呢]*$|(文件|政策|资料)(都)?(收录|有)了?(哪些|哪几份|几份)[？?。]*$/;
const ASKS_WHICH = /哪|多少|几|什么|啥|列/;
const STANDING_NAMES = { draft: "征求意见稿", in_force: "按印发时的效力收录", expired: "已失效", superseded: "已被取代", non_normative: "背景材料，不是政策文件" } as const;

/** 收录了哪些文件: every document of the collection, or of the regions asked about, with its standing. */
export function aboutCollection(understanding: Understanding, snapshot: Snapshot, asOf: string): About | null {
  const { question, documentIds } = understanding;
  if (documentIds.length > 0 || !ASKS_COLLECTION.test(question) || !ASKS_WHICH.test(question)) return null;
  const named = documentsAsked(understanding, snapshot);
  const documents = named.length > 0 ? named : [...snapshot.documents.values()];
  const titled = documents.flatMap((document) => titleSpan(document).map((span) => ({ span, before: `\n${describe(document, asOf)}：` })));
  const untitled = documents.filter((document) => titleSpan(document).length === 0);
  const others = untitled.map((document) => `另有《${document.meta.title}》：${describe(document, asOf)}。`);
  return { opening: ["收录的文件有："], pieces: titled, closing: others, missing: "" };
}

function describe({ meta }: PolicyDocument, asOf: string): string {
  return `${meta.region ?? "不分地区"}，${STANDING_NAMES[statusOn(meta, asOf)]}`;
}
