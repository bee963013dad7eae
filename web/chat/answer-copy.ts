import type { Answer, Citation } from "../../server/schemas/objects.js";
import { answerLabel } from "./answer-label.js";

/**
 * An answer as text to paste: what it is, what to know first, the text, its sources with their addresses.
 * @param address the absolute address of a citation's `url`
 */
export function answerCopy({ answer, citations, notices, ...about }: Answer, address: (path: string) => string): string {
  const parts = [
    [`【${answerLabel(about).text}】`, ...notices.map(({ text }) => `【提示】${text}`)],
    [answer],
    citations.length > 0 ? ["出处：", ...citations.map((citation) => sourceLine(citation, address))] : [],
    ["集群政策助手整理，以正式印发的文件为准。"],
  ];
  return parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n");
}

function sourceLine({ n, documentTitle, docNumber, label, url }: Citation, address: (path: string) => string): string {
  return `[${n}] 《${documentTitle}》${docNumber ? `（${docNumber}）` : ""}${label} ${address(url)}`;
}
