import type { Answer } from "../../server/schemas/objects.js";
import { copyText } from "../ui/clipboard.js";
import { button, element } from "../ui/element.js";
import type { AnswerActions } from "./answer-actions.js";
import { answerCopy } from "./answer-copy.js";
import { feedback, type GivenFeedback } from "./feedback.js";

const COPIED_MS = 2000;

/** What stands under an answer: copy it, rate it. */
export function answerTools(answer: Answer, actions: AnswerActions, given?: GivenFeedback): HTMLElement {
  return element("div", { class: "answer__tools" }, copyButton(answer, actions), feedback(answer.answerId, actions, given));
}

function copyButton(answer: Answer, { api, announcer }: AnswerActions): HTMLElement {
  const copy = button({ class: "feedback__button answer__copy" }, () => void run(), "复制");
  const run = async (): Promise<void> => {
    const said = (await copyText(answerCopy(answer, (path) => api.address(path)))) ? "已复制" : "复制失败，请手动选取";
    copy.textContent = said;
    announcer.say(said);
    window.setTimeout(() => (copy.textContent = "复制"), COPIED_MS);
  };
  return copy;
}
