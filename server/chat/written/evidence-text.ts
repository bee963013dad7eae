import type { Found } from "../found.js";
import type { Chosen } from "../chosen.js";
import { wholeSpan, type CitedSpan } from "../citations.js";
import { statusOn } from "../../retrieval/validity.js";
import { withoutUnseen } from "./clean.js";
import type { Offered } from "./offered.js";

/** Provisions and characters that a model is shown at first; it may search for more. */
const MOST = 12;
const MOST_CHARACTERS = 8000;

const STATUS = { draft: "征求意见稿", in_force: "现行", expired: "已失效", superseded: "已被取代", non_normative: "非政策文件" };

/** The evidence of the turn as a model reads it: what the extractive answer quotes, then what was found next. */
export function evidenceText({ retrieved }: Found, chosen: Chosen, offered: Offered, asOf: string): string {
  const quoted = chosen.blocks.flatMap(({ provisions }) => provisions.flatMap(([first]) => (first ? [wholeSpan(first.document, first.provision)] : [])));
  const next = retrieved.scopes.flatMap(({ evidence }) => evidence.slice(0, Math.ceil(MOST / retrieved.scopes.length)).map(({ passage }) => wholeSpan(passage.document, passage.provision)));
  const lines: string[] = [];
  let characters = 0;
  for (const span of [...quoted, ...next]) {
    if (lines.length >= MOST || (lines.length > 0 && characters + span.end - span.start > MOST_CHARACTERS)) break;
    const id = offered.offer(span);
    if (id === null || lines.length >= id) continue;
    lines.push(evidenceLine(id, span, asOf));
    characters += span.end - span.start;
  }
  return lines.join("\n");
}

function evidenceLine(id: number, { document: { meta, text }, provision }: CitedSpan, asOf: string): string {
  const place = [STATUS[statusOn(meta, asOf)], meta.region ?? ""].filter(Boolean).join("，");
  const number = meta.docNumber ? `（${meta.docNumber}）` : "";
  return `[${id}]《${meta.title}》${number}${provision.label}（${place}）：${withoutUnseen(text.slice(provision.start, provision.end)).replace(/\s+/g, " ")}`;
}
