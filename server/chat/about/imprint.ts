import type { PolicyDocument, Snapshot } from "../../../ingest/index.js";
import type { Understanding } from "../../understanding/understanding.js";
import type { CitedSpan } from "../citations.js";
import { composeRecord } from "../compose/record.js";
import type { About } from "./about.js";
import { documentsAsked, leafSpan, titleSpan, withoutNames } from "./asked-documents.js";

interface Field {
  name: string;
  asked: RegExp;
  /** What is said, from the metadata; null where the document does not give it. */
  value(document: PolicyDocument): string | null;
  /** The words of the document that show it. */
  shown(document: PolicyDocument): CitedSpan[];
}

const FIELDS: readonly Field[] = [
  {
    name: "文号",
    asked: /文号|发文字号|(几|多少)号文?/,
    value: ({ meta }) => meta.docNumber,
    shown: (document) => leafSpan(document, ({ kind }) => kind === "docnum"),
  },
  {
    name: "发文机关",
    asked: /谁(印?发|下发|出台?|制定|发布|公布|定)(布|的|台)*|哪(个|家|级)?(单位|部门|机关|厅|委|局|政府)(印?发|下发|出台?|制定|发布|公布|定)|(发文|印发|制定|发布|出台)的?(机关|单位|部门|主体)/,
    value: ({ meta }) => meta.issuer,
    shown: (document) => leafSpan(document, ({ kind }, text) => (kind === "signature" && !/\d/.test(text)) || kind === "cover"),
  },
  {
    name: "印发日期",
    asked: /(什么时候|何时|哪(一)?年|哪天|几时|啥时候|几月).{0,2}(印发|发|出台?|公布|发布|下发|成文)(布|的|台|文)*|(印发|发文|发布|公布|出台|成文|落款)的?(日期|时间|年份)/,
    value: ({ meta }) => (meta.issued === null ? null : chineseDay(meta.issued)),
    shown: (document) => leafSpan(document, ({ kind }, text) => kind === "signature" && /\d/.test(text)),
  },
  {
    name: "施行日期",
    asked: /(什么时候|何时|哪天|几时|啥时候|从什么时候|自何时).{0,3}(生效|施行|实施|执行)|(施行|实施|生效)的?(日期|时间)/,
    value: ({ meta }) => (meta.effective === null ? null : chineseDay(meta.effective)),
    shown: (document) => leafSpan(document, (_, text) => /自.{1,14}(起|日)(施行|实施|生效|执行)/.test(text)),
  },
  {
    name: "全称",
    asked: /全称|全名|完整(名称|标题)|标题是|题目是|叫什么名(字|称)/,
    value: ({ meta }) => meta.title,
    shown: titleSpan,
  },
];
/** Words that may stand beside the field that is asked for. */
const FILLERS = /请问|是|的|了|这个|这份|那份|该|文件|和|及|与|、|，|。|？|\?|什么|啥|多少|哪个|吗|呢|啊|起|由|叫|原文|正式/g;
const MOST_BESIDE = 2;

/** 文号, 谁发的, 哪年印发: from the metadata, with the words of the document that show it. */
export function aboutImprint(understanding: Understanding, snapshot: Snapshot): About | null {
  const documents = documentsAsked(understanding, snapshot);
  const said = withoutNames(understanding, documents);
  const fields = FIELDS.filter(({ asked }) => asked.test(said));
  const beside = fields.reduce((rest, { asked }) => rest.replace(asked, ""), said).replace(FILLERS, "");
  if (documents.length === 0 || fields.length === 0 || beside.length > MOST_BESIDE) return null;
  const told = documents.flatMap((document) => fields.map((field) => ({ document, field, spans: field.shown(document), value: field.value(document) })));
  const known = told.filter(({ spans, value }) => spans.length > 0 || value !== null);
  if (known.length === 0) return { opening: [], pieces: [], closing: [], missing: fields.map(({ name }) => name).join("、") };
  const opening = told.map(({ document, field, value, spans }) => sentence(document, field, value, spans)).join("\n");
  return { opening: [opening], pieces: composeRecord(known.flatMap(({ spans }) => spans)), closing: [], missing: "" };
}

function sentence({ meta }: PolicyDocument, { name }: Field, value: string | null, spans: readonly CitedSpan[]): string {
  if (value !== null) return `《${meta.title}》的${name}是${value}。`;
  return `《${meta.title}》${spans.length > 0 ? `的${name}以原文为准，没有写明具体日子` : `没有标出${name}`}。`;
}

/** 2018-06-25 -> 2018年6月25日. */
export function chineseDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}
