import type { PolicyDocument, Provision, Snapshot } from "../../../ingest/index.js";
import type { Understanding } from "../../understanding/understanding.js";
import { wholeSpan, type CitedSpan } from "../citations.js";
import { composeRecord } from "../compose/record.js";
import type { About } from "./about.js";
import { documentsAsked, withoutNames } from "./asked-documents.js";

/** The question ends with what it counts: 有几章几条, not 有几条措施. */
const ASKS_COUNT = /(几|多少)个?(大)?(章|条|节|部分)[、，和几多少个大章条节部分共一？?。吗呢啊呀]*$/;
const ASKS_OUTLINE = /目录|章节|(整体|文件|总体)?(结构|框架)(是|怎么|如何|分)|分(为|成)?(哪|几)(几|些|个)?(章|大?部分)/;

/** What may stand beside it; more, and it asks of a part: 申报条件有几条. */
const FILLERS = /这个|这份|怎样|怎么样|如何|什么|该|文件|全文|正文|总共|一共|共|有|分|为|成|的|是|里|包括|含|请问|都|写了|[几多少哪些个大章条节部分，、。？?吗呢啊呀]/g;
const MOST_BESIDE = 1;

/** 管理办法有几章几条: counted in the tree, with the headings of the parts and the last article to show it. */
export function aboutOutline(understanding: Understanding, snapshot: Snapshot): About | null {
  const { question, references } = understanding;
  if (references.length > 0 || !(ASKS_COUNT.test(question) || ASKS_OUTLINE.test(question))) return null;
  const documents = documentsAsked(understanding, snapshot);
  const beside = withoutNames(understanding, documents).replace(ASKS_OUTLINE, "").replace(FILLERS, "");
  return documents.length === 0 || beside.length > MOST_BESIDE ? null : { opening: documents.map(outlineText), pieces: composeRecord(documents.flatMap(outlineSpans)), closing: [], missing: "" };
}

/** 《…》共6章19条。 Also the guard of statements knows a document's counts by this sentence. */
export function outlineText(document: PolicyDocument): string {
  const { provisions, meta } = document;
  const count = (kind: Provision["kind"]): number => provisions.filter((provision) => provision.kind === kind).length;
  const [chapters, articles, parts] = [count("chapter"), count("article"), count("sec")];
  const counted = `${chapters > 0 ? `${chapters}章` : ""}${articles > 0 ? `${articles}条` : ""}${parts > 0 ? `${parts}个部分` : ""}`;
  if (counted === "") return `《${meta.title}》没有分章分条。`;
  return `《${meta.title}》共${counted}${articles > 0 ? "" : "，没有分条"}。`;
}

function outlineSpans(document: PolicyDocument): CitedSpan[] {
  const { provisions } = document;
  const top = provisions.filter(({ kind }) => kind === "chapter" || kind === "sec");
  const headings = top.map((part) => provisions[part.children[0] ?? provisions.indexOf(part)]!).filter(({ kind }) => kind === "heading");
  const last = provisions.filter(({ kind, children }) => kind === "article" && children.length === 0).slice(-1);
  return [...headings, ...last].map((provision) => wholeSpan(document, provision));
}
