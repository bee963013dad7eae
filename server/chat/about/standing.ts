import type { PolicyDocument, Snapshot } from "../../../ingest/index.js";
import type { Understanding } from "../../understanding/understanding.js";
import type { CitedSpan } from "../citations.js";
import { documentNotices } from "../notices.js";
import { composeRecord } from "../compose/record.js";
import type { About } from "./about.js";
import { documentsAsked, leafSpan, titleSpan, withoutNames } from "./asked-documents.js";

const STANDING = /生效|有效力?|能用|可用|管用|作数|算数|施行|实施|执行|失效|过期|到期|废止|作废|正式(文件|稿|印发|发布|出台|版)?|草案|征求意见稿?|现行|在用|适用|约束力/g;
const ASKS_WHETHER = /吗|么|没有?[？?。]*$|是不是|是否|吧|能不能|了没|还是|效力|状态/;
const ASKS_WHEN = /什么时候|何时|哪天|哪年|几时|啥时候|多久|几年/;
/** What may stand beside the question of standing and ask nothing of its own. */
const FILLERS = /现在|目前|如今|已经|已|还|可以|能|这个|这份|那个|那份|该|文件|政策|规定|是不是|是否|能不能|有没有|今天|今年|是|的|了|着|就|一个|一份|吗|么|吧|没|有|不|它|呢|啊|请问|[，。？?！!、]/g;
const MOST_BESIDE = 2;
const SAYS_SINCE_WHEN = /自.{1,14}(起|日)(施行|实施|生效|执行)|有效期/;

/** 现在能用吗, 生效了吗: a document's standing, with the words of the document that show it. */
export function aboutStanding(understanding: Understanding, snapshot: Snapshot, asOf: string): About | null {
  const documents = documentsAsked(understanding, snapshot);
  const said = withoutNames(understanding, documents);
  if (documents.length === 0 || !isAskedIn(said)) return null;
  return { opening: documents.map((document) => standingText(document, asOf)), pieces: composeRecord(documents.flatMap(spansShowing)), closing: [], missing: "" };
}

function isAskedIn(said: string): boolean {
  if (said.search(STANDING) < 0 || !ASKS_WHETHER.test(said) || ASKS_WHEN.test(said)) return false;
  return said.replace(STANDING, "").replace(FILLERS, "").length <= MOST_BESIDE;
}

/** What is told of a document's standing: its notices, or that nothing ends it. */
export function standingText(document: PolicyDocument, asOf: string): string {
  const told = documentNotices(document, asOf);
  const notices = told.filter(({ kind }) => kind !== "other_version").map(({ text }) => text);
  const others = told.filter(({ kind }) => kind === "other_version").map(({ text }) => text).join("");
  return notices.length > 0 ? notices.join("") + others : `《${document.meta.title}》按印发时的效力收录，没有收录废止或者修订它的文件；是否有变化，请向发文机关核实。${others}`;
}

function spansShowing(document: PolicyDocument): CitedSpan[] {
  const edition = leafSpan(document, ({ kind }) => kind === "edition");
  const shown = edition.length > 0 ? edition : titleSpan(document);
  return [...shown, ...leafSpan(document, ({ kind }, text) => kind !== "title" && SAYS_SINCE_WHEN.test(text)), ...leafSpan(document, ({ kind }) => kind === "docnum")];
}
