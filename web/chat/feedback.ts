import { ApiError, postFeedback } from "../client/api.js";
import { button, element } from "../ui/element.js";
import { icon } from "../ui/icons.js";

type Rating = "up" | "down";

/** Thumbs up and down under an answer. A choice may be changed; what was sent is said in words. */
export function feedback(answerId: string): HTMLElement {
  const said = element("span", { class: "feedback__said", role: "status" });
  const choose = (rating: Rating): void => void sendRating(answerId, rating, said, press);
  const up = button({ class: "feedback__button", "aria-pressed": "false" }, () => choose("up"), icon("thumb", "icon"), "有帮助");
  const down = button({ class: "feedback__button", "aria-pressed": "false" }, () => choose("down"), icon("thumb", "icon icon--down"), "没帮助");
  const press = (rating: Rating | null): void => {
    up.setAttribute("aria-pressed", String(rating === "up"));
    down.setAttribute("aria-pressed", String(rating === "down"));
  };
  return element("div", { class: "feedback" }, up, down, said);
}

async function sendRating(answerId: string, rating: Rating, said: HTMLElement, press: (rating: Rating | null) => void): Promise<void> {
  press(rating);
  try {
    await postFeedback(answerId, rating);
    said.textContent = "已收到，谢谢";
  } catch (cause) {
    press(null);
    said.textContent = cause instanceof ApiError ? `没有送达：${cause.message}` : "没有送达，请稍后再试。";
  }
}
