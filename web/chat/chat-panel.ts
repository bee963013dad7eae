import type { Answer } from "../../server/schemas/objects.js";
import type { Api } from "../client/api.js";
import { ChatClient } from "../client/chat-client.js";
import type { AskContext, TurnListener } from "../client/open-turn.js";
import type { ConversationReply } from "../client/wire.js";
import { Announcer } from "../ui/announcer.js";
import { button, element } from "../ui/element.js";
import type { AnswerActions, OpenProvision } from "./answer-actions.js";
import { spokenAnswer } from "./answer-label.js";
import type { AnswerView } from "./answer-view.js";
import { CitationPreview } from "./citation-preview.js";
import { Composer } from "./composer.js";
import { ConnectionBanner } from "./connection-banner.js";
import { MessageLog } from "./message-log.js";
import { withoutForm } from "./interview-form.js";
import { questionChips } from "./question-chips.js";
import { regionChoice } from "./region-choice.js";

const FIRST_QUESTIONS = [
  "贵州省先进制造业集群的申报条件有哪些？",
  "江苏重点培育哪些集群？",
  "山东对集群发展促进组织有什么支持？",
  "贵州的集群多久复核一次？",
];
const GREETING = "您好。可以问先进制造业集群的申报条件、培育方向、扶持资金和办理程序。文件里没有写的，我会直接说明，不作推测。";

/** Where the panel stands: what it is called there, and what its surroundings do for it. */
export interface ChatSurroundings {
  api: Api;
  title?: string;
  greeting?: string;
  /** Buttons of the surroundings that stand in the panel's bar. */
  tools?: readonly HTMLElement[];
  openProvision?: OpenProvision;
  /** The conversation that is held from now on; null where it is left. */
  remember?: (conversationId: string | null) => void;
  onQuestion?: (question: string) => void;
  onAnswer?: (answer: Answer) => void;
  onFailure?: (message: string) => void;
}

/** The assistant in a panel: it joins the client to the log and the composer, and holds the one turn that runs. */
export class ChatPanel {
  private readonly client: ChatClient;
  private readonly log = new MessageLog();
  private readonly announcer = new Announcer();
  private readonly preview = new CitationPreview();
  private readonly banner = new ConnectionBanner((online) => this.changeConnection(online));
  private readonly scope = element("div");
  private readonly composer: Composer;
  private readonly actions: AnswerActions;
  private context: AskContext = {};
  private greetingText: string;
  private running: AnswerView | null = null;
  /** Whether what was done last was done with a key. */
  private isByKeyboard = false;
  readonly root: HTMLElement;

  constructor(private readonly surroundings: ChatSurroundings) {
    const { api, greeting = GREETING, openProvision, remember } = surroundings;
    this.client = new ChatClient(api, remember);
    this.greetingText = greeting;
    this.actions = { api, announcer: this.announcer, preview: this.preview, openProvision, ask: (question) => this.ask(question) };
    this.composer = new Composer({
      onSend: (question) => this.ask(question),
      onStop: () => this.stop(),
      onFocus: () => this.client.connect(),
      onWarning: (text) => this.announcer.say(text),
      onUp: () => this.log.focusLatest(),
    });
    this.log.root.addEventListener("scroll", () => this.preview.follow());
    this.log.root.addEventListener("keydown", (event) => this.leaveLogOnEscape(event));
    const root = element("div", { class: "chat" }, this.header(), this.scope, this.banner.root, this.log.root, this.composer.root, this.preview.root, this.announcer.root);
    root.addEventListener("keydown", () => (this.isByKeyboard = true), true);
    root.addEventListener("mousedown", () => (this.isByKeyboard = false), true);
    this.root = root;
    this.log.startWith(this.greeting());
  }

  /** Asks a question; one still running is stopped first. */
  ask(question: string): void {
    this.stop();
    const wasInForm = this.log.closeForms();
    const asked = this.log.addQuestion(question);
    const view = this.log.addAnswer();
    this.running = view;
    // The pressed button went with its form. Not to the field: that would bring up a phone's keyboard.
    if (wasInForm) this.log.focusLatest();
    this.composer.setRunning(true);
    this.announcer.say("正在回答，请稍候。");
    this.surroundings.onQuestion?.(question);
    this.client.ask(question, this.listenerFor(view, asked, question), this.context);
  }

  /** What questions are about from now on where they do not say so themselves. */
  setContext(context: AskContext): void {
    this.context = { ...this.context, ...context };
  }

  /** Greets as the site wishes; a conversation that has begun is left alone. */
  setGreeting(text: string): void {
    this.greetingText = text;
    if (this.log.isFresh) this.log.startWith(this.greeting());
  }

  offerRegions(regions: readonly string[]): void {
    if (regions.length > 1) this.scope.append(regionChoice(regions, (region) => this.setContext({ region })));
  }

  /** Goes on with a conversation that was held before; what was said in it is shown by `restore`. */
  continue(conversationId: string): void {
    this.client.continue(conversationId);
  }

  /** Shows what was said before, unless something was asked meanwhile. */
  restore({ turns }: ConversationReply): void {
    if (!this.log.isFresh) return;
    turns.forEach(({ question, answer, feedback }, i) => {
      const given = feedback[feedback.length - 1];
      this.log.addPast(question, (view) => view.showAnswer(i === turns.length - 1 ? answer : withoutForm(answer), this.actions, given));
    });
    this.log.scrollToEnd();
  }

  focus(): void {
    this.composer.focus();
  }

  /** Back on a page after `disconnect`. */
  watchNetwork(): void {
    this.banner.start();
  }

  /** Ends the connection; what is shown stays. */
  disconnect(): void {
    this.stop();
    this.banner.stop();
    this.client.disconnect();
  }

  private listenerFor(view: AnswerView, asked: HTMLElement, question: string): TurnListener {
    return {
      onStage: (stage) => view.showStage(stage),
      onEvidence: () => undefined,
      onText: (text) => this.log.follow(() => view.appendText(text)),
      onReconnecting: () => view.showReconnecting(),
      onRestart: () => view.restart(),
      onAnswer: (answer) => {
        view.showAnswer(answer, this.actions);
        this.finish(spokenAnswer(answer));
        this.log.scrollToTopOf(asked);
        if (this.isByKeyboard) view.focusForm();
        this.surroundings.onAnswer?.(answer);
      },
      onFailure: (message) => {
        this.log.follow(() => view.showFailure(message, () => this.ask(question)));
        this.finish(message);
        this.surroundings.onFailure?.(message);
      },
    };
  }

  private stop(): void {
    if (!this.running) return;
    this.client.cancel();
    this.running.showStopped();
    this.finish("已停止。");
  }

  private finish(told: string): void {
    this.running = null;
    this.composer.setRunning(false);
    this.announcer.say(told);
  }

  /** From the inside out: from an answer to the field, however much stands between. Further out is for what is around. */
  private leaveLogOnEscape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    this.composer.focus();
  }

  private startOver(): void {
    this.stop();
    this.preview.hide();
    this.client.startOver();
    this.composer.clear();
    this.log.startWith(this.greeting());
    this.composer.focus();
  }

  private changeConnection(online: boolean): void {
    this.announcer.say(online ? "网络已恢复。" : "网络已断开。");
    if (online) this.client.retryNow();
  }

  private header(): HTMLElement {
    const { title = "集群政策助手", tools = [] } = this.surroundings;
    const names = element("div", { class: "chat__names" }, element("h2", { class: "chat__title", id: "chat-title" }, title), element("p", { class: "chat__subtitle" }, "依据收录的文件回答，每条附原文出处"));
    return element("div", { class: "chat__header" }, names, element("div", { class: "chat__tools" }, button({ class: "chat__tool" }, () => this.startOver(), "新对话"), ...tools));
  }

  private greeting(): HTMLElement {
    return element(
      "div",
      { class: "message message--greeting" },
      element("p", {}, this.greetingText),
      questionChips("试着问", FIRST_QUESTIONS, (question) => this.ask(question)),
    );
  }
}
