import type { Answer } from "../../server/schemas/objects.js";
import type { Stage } from "../../server/schemas/socket.js";
import { button, element, setChildren } from "../ui/element.js";
import { focusedElement } from "../ui/focus.js";
import type { AnswerActions } from "./answer-actions.js";
import type { GivenFeedback } from "./feedback.js";
import { finishedAnswer } from "./finished-answer.js";

const STAGE_NAMES: Record<Stage, string> = {
  understanding: "正在理解…",
  retrieving: "正在检索…",
  composing: "正在整理…",
  verifying: "正在核对…",
};

/** One reply in the log, from the first stage to its end: an answer, a failure or a stop. */
export class AnswerView {
  private stageName = "正在提交…";
  private readonly stage = element("p", { class: "stage" }, this.stageName);
  private readonly streamed = element("div", { class: "answer__text" });
  /** `aria-busy` keeps screen readers from reading the text piece by piece as it streams. */
  readonly root = element("article", { class: "message message--answer", "aria-label": "回答", "aria-busy": "true", tabindex: "-1" }, this.stage, this.streamed);

  showStage(stage: Stage): void {
    this.stageName = STAGE_NAMES[stage] ?? "正在处理…";
    this.stage.textContent = this.stageName;
  }

  showReconnecting(): void {
    this.stage.textContent = "连接断开，正在重新连接…";
  }

  appendText(text: string): void {
    // Text that comes after a cut tells that the connection is back.
    if (this.stage.textContent !== this.stageName) this.stage.textContent = this.stageName;
    this.streamed.append(text);
  }

  /** Takes back the text so far: the turn begins anew. */
  restart(): void {
    this.streamed.textContent = "";
  }

  /** @param given what the reader said of it before */
  showAnswer(answer: Answer, actions: AnswerActions, given?: GivenFeedback): void {
    this.root.classList.add(`message--${answer.outcome}`);
    this.finish(...finishedAnswer(answer, actions, given));
  }

  /** Takes the focus on to what the answer asks, from its beginning: whoever works by keyboard need not pass all that stands before. */
  focusForm(): void {
    if (focusedElement() === this.root) this.root.querySelector<HTMLElement>(".interview")?.focus();
  }

  showFailure(message: string, onRetry: () => void): void {
    this.root.classList.add("message--failed");
    this.finish(
      element("p", { class: "answer__text" }, message),
      button({ class: "chip" }, onRetry, "再试一次"),
    );
  }

  /** Stopped by the reader: what came stays, marked as unfinished, for its citations were never checked. */
  showStopped(): void {
    this.root.classList.add("message--stopped");
    const text = this.streamed.textContent ?? "";
    this.finish(element("p", { class: "stage stage--still" }, text === "" ? "已停止。" : "已停止，以下内容不完整，未经核对。"), this.streamed);
  }

  private finish(...parts: HTMLElement[]): void {
    setChildren(this.root, ...parts);
    this.root.setAttribute("aria-busy", "false");
  }
}
