import { Engine } from "../../server/chat/engine.js";
import { documentOf } from "./documents.js";
import { openRealSnapshot } from "./snapshot.js";

/** A document whose provisions name each other; the real ones hardly do. */
export const REFERRING = documentOf(
  { id: "referring", title: "某办法", status: "in_force", region: "贵州" },
  ["某办法", "第一条 申报应符合本办法第三条的要求。", "第二条 违反本办法第三条第（二）项的，撤销称号。", "第三条 申报条件：", "（一）规模大。", "（二）无事故。"].join("\n"),
);

/** The real snapshot with that document beside its own; it can be read, not found. */
export function engineWithReferring(): Engine {
  const snapshot = openRealSnapshot();
  return new Engine({ ...snapshot, documents: new Map([...snapshot.documents, [REFERRING.meta.id, REFERRING]]) });
}
