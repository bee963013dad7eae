import { element, setChildren } from "../ui/element.js";

/** The server's limit on a question (`QUESTION_LIMIT` of its schema), in UTF-16 code units. */
const LONGEST_QUESTION = 2000;

/** What the composer asks of its owner. */
export interface ComposerListener {
  onSend(question: string): void;
  onStop(): void;
  /** The reader is about to write. */
  onFocus(): void;
  /** The question cannot be sent as it is; also shown under it. */
  onWarning(text: string): void;
  /** The reader goes up from an empty field, to what was answered. */
  onUp(): void;
}

/** Where a question is written. Enter sends, Shift+Enter breaks the line; while a turn runs the button stops it. */
export class Composer {
  private readonly input = element("textarea", {
    class: "composer__input",
    rows: "2",
    placeholder: "请输入问题，例如：申报条件有哪些？",
    "aria-label": "问题",
    "aria-describedby": "composer-hint",
  });
  private readonly action = element("button", { type: "submit", class: "composer__send" }, "发送");
  private readonly hint = element("p", { class: "composer__hint", id: "composer-hint" });
  readonly root = element("form", { class: "composer", autocomplete: "off" }, element("div", { class: "composer__row" }, this.input, this.action), this.hint);
  private running = false;

  constructor(private readonly listener: ComposerListener) {
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.running) this.listener.onStop();
      else this.send();
    });
    this.input.addEventListener("keydown", (event) => this.sendOnEnter(event));
    this.input.addEventListener("keydown", (event) => this.leaveUpwards(event));
    this.input.addEventListener("input", () => this.say(""));
    this.input.addEventListener("focus", () => this.listener.onFocus());
    this.say("");
  }

  setRunning(running: boolean): void {
    this.running = running;
    this.action.textContent = running ? "停止" : "发送";
    this.action.classList.toggle("composer__send--stop", running);
  }

  focus(): void {
    this.input.focus();
  }

  clear(): void {
    this.input.value = "";
    this.say("");
  }

  /** Enter that ends an IME composition picks a word and must not send; old browsers tell it by key code 229. */
  private sendOnEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (this.running) this.say("正在回答上一个问题，请稍候，或先点“停止”。");
    else this.send();
  }

  private leaveUpwards(event: KeyboardEvent): void {
    if (event.key !== "ArrowUp" || event.isComposing || this.input.value !== "") return;
    event.preventDefault();
    this.listener.onUp();
  }

  private send(): void {
    const question = this.input.value.trim();
    if (question === "") return this.say("请先输入问题。");
    if (question.length > LONGEST_QUESTION) {
      return this.say(`问题太长（${question.length} 字），请控制在 ${LONGEST_QUESTION} 字以内。`);
    }
    this.clear();
    this.listener.onSend(question);
  }

  /** Says what is wrong, or with "" what is always so; how the keys work is left out where the style sees no keyboard. */
  private say(text: string): void {
    const keys = element("span", { class: "composer__keys" }, "回车发送，Shift + 回车换行，↑ 看回答。");
    setChildren(this.hint, ...(text ? [text] : [keys, "内容以正式印发的文件为准。"]));
    this.hint.classList.toggle("composer__hint--warning", text !== "");
    if (text !== "") this.listener.onWarning(text);
  }
}
