import type { ChatClient } from "../client/chat-client.js";
import type { TurnListener } from "../client/open-turn.js";
import { button, element } from "../ui/element.js";
import type { AnswerView } from "./answer-view.js";
import { Composer } from "./composer.js";
import { MessageLog } from "./message-log.js";
import { questionChips } from "./question-chips.js";

const FIRST_QUESTIONS = [
  "贵州省先进制造业集群的申报条件有哪些？",
  "江苏重点培育哪些集群？",
  "山东对集群发展促进组织有什么支持？",
  "贵州的集群多久复核一次？",
];

/** The assistant in a panel: it joins the client to the log and the composer, and holds the one turn that runs. */
export class ChatPanel {
  private readonly log = new MessageLog();
  private readonly composer: Composer;
  private running: AnswerView | null = null;
  readonly root: HTMLElement;

  constructor(private readonly client: ChatClient) {
    this.composer = new Composer({
      onSend: (question) => this.ask(question),
      onStop: () => this.stop(),
      onFocus: () => this.client.connect(),
    });
    this.root = element("div", { class: "chat" }, this.header(), this.log.root, this.composer.root);
    this.log.startWith(this.greeting());
  }

  /** Asks a question; one still running is stopped first. */
  ask(question: string): void {
    this.stop();
    const asked = this.log.addQuestion(question);
    const view = this.log.addAnswer();
    this.running = view;
    this.composer.setRunning(true);
    this.client.ask(question, this.listenerFor(view, asked, question));
  }

  private listenerFor(view: AnswerView, asked: HTMLElement, question: string): TurnListener {
    const onAsk = (next: string): void => this.ask(next);
    return {
      onStage: (stage) => view.showStage(stage),
      onEvidence: () => undefined,
      onText: (text) => this.log.follow(() => view.appendText(text)),
      onReconnecting: () => view.showReconnecting(),
      onRestart: () => view.restart(),
      onAnswer: (answer) => {
        view.showAnswer(answer, onAsk);
        this.finish();
        this.log.scrollToTopOf(asked);
      },
      onFailure: (message) => {
        this.log.follow(() => view.showFailure(message, () => this.ask(question)));
        this.finish();
      },
    };
  }

  private stop(): void {
    if (!this.running) return;
    this.client.cancel();
    this.running.showStopped();
    this.finish();
  }

  private finish(): void {
    this.running = null;
    this.composer.setRunning(false);
  }

  private startOver(): void {
    this.stop();
    this.client.startOver();
    this.composer.clear();
    this.log.startWith(this.greeting());
    this.composer.focus();
  }

  private header(): HTMLElement {
    return element(
      "div",
      { class: "chat__header" },
      element("div", {}, element("h2", { class: "chat__title", id: "chat-title" }, "集群政策助手"), element("p", { class: "chat__subtitle" }, "依据收录的文件回答，每条附原文出处")),
      button({ class: "chat__new" }, () => this.startOver(), "新对话"),
    );
  }

  private greeting(): HTMLElement {
    return element(
      "div",
      { class: "message message--greeting" },
      element("p", {}, "您好。可以问先进制造业集群的申报条件、培育方向、扶持资金和办理程序。文件里没有写的，我会直接说明，不作推测。"),
      questionChips("试着问", FIRST_QUESTIONS, (question) => this.ask(question)),
    );
  }
}
