import type { Answer, Citation, Notice } from "../../server/schemas/objects.js";
import { element } from "../ui/element.js";
import type { Standing } from "../ui/standing.js";
import { answerText } from "./answer-text.js";
import { citationCard, showCard } from "./citation-card.js";
import { feedback } from "./feedback.js";
import { noticeList } from "./notice-list.js";
import { questionChips } from "./question-chips.js";

/** An answer as it is read from top to bottom: what it is, what to know first, the text, its proof, what next. */
export function finishedAnswer(answer: Answer, onAsk: (question: string) => void): HTMLElement[] {
  const { citations, related = [], notices, suggestions } = answer;
  const cards = new Map(citations.map((citation) => [citation.n, citationCard(citation, standingOf(citation, notices))]));
  const showCitation = (n: number): void => {
    const card = cards.get(n);
    if (card) showCard(card);
  };
  const parts = [
    labelOf(answer),
    notices.length > 0 && noticeList(notices),
    answerText(answer.answer, new Set(cards.keys()), showCitation),
    cards.size > 0 && cardList("出处", [...cards.values()]),
    related.length > 0 && relatedList(related, notices),
    suggestions.length > 0 && questionChips(answer.outcome === "answered" ? "还可以问" : "可以这样问", suggestions, onAsk),
    feedback(answer.answerId),
  ];
  return parts.filter((part): part is HTMLElement => part !== false);
}

/** A refusal rests on no provision and no model wrote it, whatever the mode: it is named for what it is. */
function labelOf({ outcome, mode }: Answer): HTMLElement {
  if (outcome === "refused") return label("refused", "未作回答");
  if (outcome === "needs_clarification") return label("unclear", "请补充说明");
  return mode === "model" ? label("model", "AI 生成，仅供参考") : label("extractive", "原文摘录");
}

function label(kind: string, text: string): HTMLElement {
  return element("p", { class: `answer__label answer__label--${kind}` }, text);
}

function relatedList(related: readonly Citation[], notices: readonly Notice[]): HTMLElement {
  const list = cardList("相近条款（不作依据）", related.map((citation) => citationCard(citation, standingOf(citation, notices))));
  list.classList.add("citations--related");
  return list;
}

function cardList(title: string, cards: HTMLElement[]): HTMLElement {
  return element("div", { class: "citations" }, element("p", { class: "citations__title" }, title), element("ol", { class: "citations__list" }, ...cards));
}

/** A citation carries the status only; that a plan's period has ended, the notices tell. */
function standingOf({ status, documentId }: Citation, notices: readonly Notice[]): Standing {
  if (status !== "in_force") return status;
  const kinds = notices.filter((notice) => notice.documentId === documentId).map((notice) => notice.kind);
  if (kinds.includes("expired")) return "period_ended";
  return kinds.includes("not_in_force_yet") ? "not_in_force_yet" : "in_force";
}
