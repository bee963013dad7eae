import { element, setChildren } from "../ui/element.js";
import { focusedElement } from "../ui/focus.js";
import { AnswerView } from "./answer-view.js";

/** Pixels from the end within which the reader counts as following along. */
const NEAR_END = 48;

/** The conversation, oldest first, in a scroll area of its own. */
export class MessageLog {
  /** Silent: text that streams would be read in pieces. What screen readers are told, the announcer says. */
  readonly root = element("div", { class: "chat__log", role: "log", "aria-live": "off", "aria-label": "对话", tabindex: "0" });

  /** Puts what was said before, in this conversation, after the greeting. */
  addPast(question: string, show: (view: AnswerView) => void): void {
    this.addQuestion(question);
    show(this.addAnswer());
  }

  /** Empties the log and shows the greeting. */
  startWith(greeting: HTMLElement): void {
    setChildren(this.root, greeting);
    this.root.scrollTop = 0;
  }

  addQuestion(question: string): HTMLElement {
    const message = element("article", { class: "message message--question", "aria-label": "提问" }, question);
    this.root.append(message);
    return message;
  }

  addAnswer(): AnswerView {
    const view = new AnswerView();
    this.root.append(view.root);
    this.root.scrollTop = this.root.scrollHeight;
    return view;
  }

  /** A question that was answered, or left, is not answered again by its buttons. @returns whether the focus was there */
  closeForms(): boolean {
    const focused = focusedElement();
    const forms = Array.from(this.root.querySelectorAll(".interview"));
    forms.forEach((form) => form.remove());
    return forms.some((form) => form.contains(focused));
  }

  /** Takes the focus to the beginning of the latest answer. */
  focusLatest(): void {
    const answers = this.root.querySelectorAll<HTMLElement>(".message--answer");
    const latest = answers[answers.length - 1];
    if (!latest) return;
    this.scrollToTopOf(latest);
    latest.focus({ preventScroll: true });
  }

  /** True while nothing was asked. */
  get isFresh(): boolean {
    return this.root.childElementCount <= 1;
  }

  scrollToEnd(): void {
    this.root.scrollTop = this.root.scrollHeight;
  }

  /** Runs a change, and keeps to the end for a reader who was there; one who scrolled up is left in peace. */
  follow(change: () => void): void {
    const { scrollHeight, scrollTop, clientHeight } = this.root;
    const following = scrollHeight - scrollTop - clientHeight < NEAR_END;
    change();
    if (following) this.root.scrollTop = this.root.scrollHeight;
  }

  /** Puts a message at the top: a long answer is read from its beginning, under its question. */
  scrollToTopOf(message: HTMLElement): void {
    this.root.scrollTop += message.getBoundingClientRect().top - this.root.getBoundingClientRect().top - 12;
  }
}
