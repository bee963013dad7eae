import type { Answer, Citation, Notice } from "../../server/schemas/objects.js";
import { element } from "../ui/element.js";
import type { AnswerActions } from "./answer-actions.js";
import { answerLabel } from "./answer-label.js";
import { answerText } from "./answer-text.js";
import { answerTools } from "./answer-tools.js";
import { assessment } from "./assessment.js";
import { citationCard, showCard } from "./citation-card.js";
import { citationStanding } from "./citation-standing.js";
import type { GivenFeedback } from "./feedback.js";
import { interviewForm } from "./interview-form.js";
import { noticeList } from "./notice-list.js";
import { questionChips } from "./question-chips.js";

/**
 * An answer as it is read from top to bottom: what it is, what to know first, the text, its proof, what next.
 * @param given what the reader said of it before
 */
export function finishedAnswer(answer: Answer, actions: AnswerActions, given?: GivenFeedback): HTMLElement[] {
  const { citations, related = [], notices, suggestions } = answer;
  const { kind, text } = answerLabel(answer);
  const cards = citations.map((citation) => card(citation, notices, actions));
  const parts = [
    element("p", { class: `answer__label answer__label--${kind}` }, text),
    notices.length > 0 && noticeList(notices),
    answerText(answer.answer, new Set(citations.map(({ n }) => n)), markOf(answer, cards, actions)),
    assessment(answer, actions.api),
    answer.eligibility?.asked && interviewForm(answer.eligibility.asked, actions),
    cards.length > 0 && cardList("出处", cards),
    related.length > 0 && relatedList(related, notices, actions),
    suggestions.length > 0 && !answer.eligibility && chips(answer, actions),
    answerTools(answer, actions, given),
  ];
  return parts.filter((part): part is HTMLElement => part instanceof HTMLElement);
}

/** Prepares each mark: it shows its citation under the pointer, and a click opens the provision or goes to the card. */
function markOf({ citations, notices }: Answer, cards: readonly HTMLElement[], { openProvision, preview }: AnswerActions): (mark: HTMLElement, n: number) => void {
  return (mark, n) => {
    const at = citations.findIndex((citation) => citation.n === n);
    const citation = citations[at];
    const target = cards[at];
    if (!citation || !target) return;
    preview.watch(mark, citation, citationStanding(citation, notices));
    mark.addEventListener("click", () => (openProvision ? openProvision(citation, mark) : showCard(target)));
  };
}

function chips({ outcome, suggestions }: Answer, { ask }: AnswerActions): HTMLElement {
  return questionChips(outcome === "answered" ? "还可以问" : "可以这样问", suggestions, ask);
}

function card(citation: Citation, notices: readonly Notice[], actions: AnswerActions): HTMLElement {
  return citationCard(citation, citationStanding(citation, notices), actions);
}

function relatedList(related: readonly Citation[], notices: readonly Notice[], actions: AnswerActions): HTMLElement {
  const list = cardList("相近条款（不作依据）", related.map((citation) => card(citation, notices, actions)));
  list.classList.add("citations--related");
  return list;
}

function cardList(title: string, cards: readonly HTMLElement[]): HTMLElement {
  return element("div", { class: "citations" }, element("p", { class: "citations__title" }, title), element("ol", { class: "citations__list" }, ...cards));
}
