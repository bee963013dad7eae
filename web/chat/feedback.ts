import { ApiError } from "../client/request.js";
import { button, element } from "../ui/element.js";
import { icon } from "../ui/icons.js";
import type { AnswerActions } from "./answer-actions.js";

type Rating = "up" | "down";
const REASONS = ["答非所问", "内容不全", "出处不对", "看不明白"] as const;

/** The last that a reader said of an answer. */
export interface GivenFeedback {
  rating: Rating;
  reason: string | null;
}

/** Thumbs up and down under an answer, as they were given before. A choice may be changed; 没帮助 may be told why; what was sent is said in words. */
export function feedback(answerId: string, actions: AnswerActions, given?: GivenFeedback): HTMLElement {
  const said = element("span", { class: "feedback__said" });
  // One after the other: the last that is kept is what the reader said last.
  let sending: Promise<unknown> = Promise.resolve();
  const send = (rating: Rating, reason?: string): void => {
    press(rating);
    reasons.hidden = rating === "up" || reason !== undefined;
    sending = sending.then(() => sendRating(answerId, rating, reason, actions)).then((result) => {
      if (!result.sent) press(null);
      said.textContent = result.text;
      actions.announcer.say(result.text);
    });
  };
  const up = button({ class: "feedback__button", "aria-pressed": "false" }, () => send("up"), icon("thumb", "icon"), "有帮助");
  const down = button({ class: "feedback__button", "aria-pressed": "false" }, () => send("down"), icon("thumb", "icon icon--down"), "没帮助");
  const chips = REASONS.map((reason) => button({ class: "feedback__button" }, () => (send("down", reason), down.focus()), reason));
  const reasons = element("div", { class: "feedback__reasons", role: "group", "aria-label": "没帮助的原因（可选）", hidden: "" }, ...chips);
  const press = (rating: Rating | null): void => {
    up.setAttribute("aria-pressed", String(rating === "up"));
    down.setAttribute("aria-pressed", String(rating === "down"));
  };
  if (given) {
    press(given.rating);
    said.textContent = given.reason === null ? "已评价" : `已评价：${given.reason}`;
  }
  return element("div", { class: "feedback" }, up, down, said, reasons);
}

async function sendRating(answerId: string, rating: Rating, reason: string | undefined, { api }: AnswerActions): Promise<{ sent: boolean; text: string }> {
  try {
    await api.postFeedback(answerId, rating, reason);
    return { sent: true, text: "已收到，谢谢" };
  } catch (cause) {
    return { sent: false, text: cause instanceof ApiError ? `没有送达：${cause.message}` : "没有送达，请稍后再试。" };
  }
}
