import type { Citation } from "../../server/schemas/objects.js";
import { ChatPanel } from "../chat/chat-panel.js";
import { Api } from "../client/api.js";
import { ApiError } from "../client/request.js";
import type { AskContext } from "../client/open-turn.js";
import { button, element } from "../ui/element.js";
import { focusedElement, returnFocus } from "../ui/focus.js";
import { icon } from "../ui/icons.js";
import { inkOn } from "./brand-ink.js";
import type { Emitter } from "./emitter.js";
import { keepFocusInside } from "./keep-focus.js";
import { inTraditional } from "./localise.js";
import type { WidgetOptions } from "./options.js";
import { printTranscript } from "./print-transcript.js";
import { ProvisionPanel } from "./provision-panel.js";
import { RememberedConversation } from "./remembered-conversation.js";
import { followVisibleViewport } from "./visible-viewport.js";
import styles from "./widget.css";

export const TAG = "policy-assistant";
const TITLE = "集群政策助手";
const DARK = "(prefers-color-scheme: dark)";
const ONLY_TOUCH = "(hover: none)";
/** As in widget.css: the panel fills the window. */
const FILLS_WINDOW = "(max-width: 540px), (max-height: 520px)";

/** The widget: a launcher, and behind it the conversation with a provision beside it. Nothing is fetched before it is opened. */
export class AssistantElement extends HTMLElement {
  private readonly api: Api;
  private readonly remembered: RememberedConversation;
  private readonly frame = element("div", { class: "assistant", lang: "zh-CN" });
  private readonly panel = element("section", { class: "panel", role: "dialog", "aria-labelledby": "chat-title", tabindex: "-1", hidden: "" });
  private readonly launcher: HTMLButtonElement;
  private readonly provision: ProvisionPanel;
  private readonly dark = window.matchMedia(DARK);
  private readonly onlyTouch = window.matchMedia(ONLY_TOUCH);
  private readonly fillsWindow = window.matchMedia(FILLS_WINDOW);
  private chat: ChatPanel | null = null;
  /** Ends when the greeting and the earlier conversation are there, or cannot be had. */
  private prepared: Promise<unknown> = Promise.resolve();
  private openedFrom: HTMLElement | null = null;
  private provisionFrom: HTMLElement | null = null;
  private stopFollowing: () => void = () => undefined;

  /** @param options with the host settled */
  constructor(
    private readonly options: WidgetOptions & { host: string },
    private readonly emitter: Emitter,
  ) {
    super();
    const { host, channel, name = "", launcher = "政策问答", position, elder = false } = options;
    this.api = new Api(host, channel);
    this.remembered = new RememberedConversation(`policy-assistant ${host} ${channel ?? ""} ${name}`);
    this.launcher = button({ class: "launcher", "aria-haspopup": "dialog" }, () => this.open(), icon("speech", "icon"), launcher);
    this.provision = new ProvisionPanel(this.api, () => this.closeProvision());
    this.panel.append(this.provision.root);
    this.panel.addEventListener("keydown", (event) => this.leaveOnEscape(event));
    this.panel.addEventListener("keydown", (event) => this.fillsWindow.matches && keepFocusInside(this.panel, event));
    this.frame.classList.toggle("assistant--left", position === "left");
    this.frame.classList.toggle("assistant--elder", elder);
    this.frame.append(this.launcher, this.panel);
    if (options.language === "zh-Hant") inTraditional(this.frame);
    this.attachStyles(this.attachShadow({ mode: "open" }));
  }

  connectedCallback(): void {
    this.applyTheme();
    this.applyColour();
    this.dark.addEventListener("change", this.applyTheme);
    this.applyModality();
    this.fillsWindow.addEventListener("change", this.applyModality);
    this.chat?.watchNetwork();
    if (this.isOpen) this.fitWindow();
  }

  /** A page that takes the element off and forgets it leaves no connection open; one that only moves it interrupts nothing. */
  disconnectedCallback(): void {
    this.dark.removeEventListener("change", this.applyTheme);
    this.fillsWindow.removeEventListener("change", this.applyModality);
    this.stopFollowing();
    window.setTimeout(() => {
      if (!this.isConnected) this.chat?.disconnect();
    });
  }

  get isOpen(): boolean {
    return !this.panel.hidden;
  }

  open(): void {
    if (this.isOpen) return;
    this.openedFrom = focusedElement();
    const chat = this.chatPanel();
    this.panel.hidden = false;
    this.launcher.hidden = true;
    this.fitWindow();
    // Not into the field where there is only touch: a keyboard would cover the greeting and what may be asked.
    if (this.onlyTouch.matches) this.panel.focus({ preventScroll: true });
    else chat.focus();
    this.emitter.emit("open", undefined);
  }

  close(): void {
    if (!this.isOpen) return;
    this.panel.hidden = true;
    this.launcher.hidden = false;
    this.stopFollowing();
    if (!returnFocus(this.openedFrom)) this.launcher.focus();
    this.emitter.emit("close", undefined);
  }

  /** Asks, after what was said before is there. */
  ask(question: string): void {
    const chat = this.chatPanel();
    void this.prepared.then(() => chat.ask(question));
  }

  setContext(context: AskContext): void {
    this.chatPanel().setContext(context);
  }

  destroy(): void {
    this.chat?.disconnect();
    this.remove();
  }

  /** Made when it is first needed: a page whose reader never opens it pays for a button. */
  private chatPanel(): ChatPanel {
    if (this.chat) return this.chat;
    const { title, greeting } = this.options;
    const chat = new ChatPanel({
      api: this.api,
      title: title ?? TITLE,
      greeting,
      tools: this.tools(),
      openProvision: (citation, from) => this.openProvision(citation, from),
      remember: (id) => (this.remembered.id = id),
      onQuestion: (question) => this.emitter.emit("question", { question }),
      onAnswer: ({ answerId, outcome }) => this.emitter.emit("answer", { answerId, outcome }),
      onFailure: (message) => this.emitter.emit("error", { message }),
    });
    this.panel.append(chat.root);
    this.chat = chat;
    this.prepared = Promise.all([this.greet(chat), this.recall(chat)]);
    return chat;
  }

  /** What the server knows of this site. Without it the conversation works, or says itself why not. */
  private async greet(chat: ChatPanel): Promise<void> {
    try {
      const { greeting, regions } = await this.api.fetchChannel();
      if (greeting && this.options.greeting === undefined) chat.setGreeting(greeting);
      chat.offerRegions(regions);
    } catch (cause) {
      this.emitter.emit("error", { message: cause instanceof ApiError ? cause.message : String(cause) });
    }
  }

  private async recall(chat: ChatPanel): Promise<void> {
    const { id } = this.remembered;
    if (id === null) return;
    // At once: a question that is asked before its transcript is there belongs to it.
    chat.continue(id);
    try {
      const earlier = await this.api.fetchConversation(id);
      // Left by the reader meanwhile, it is not brought back.
      if (this.remembered.id === id) chat.restore(earlier);
    } catch (cause) {
      // Deleted by the server after its time; while the network is away it may still be there.
      if (cause instanceof ApiError && cause.status === 404) this.remembered.id = null;
    }
  }

  private tools(): HTMLElement[] {
    const larger = button({ class: "chat__tool", "aria-pressed": String(this.isElder) }, () => {
      this.frame.classList.toggle("assistant--elder");
      larger.setAttribute("aria-pressed", String(this.isElder));
    }, "大字");
    const print = button({ class: "chat__tool" }, () => this.print(), "打印");
    const close = button({ class: "chat__tool" }, () => this.close(), "关闭");
    return [larger, print, close];
  }

  private get isElder(): boolean {
    return this.frame.classList.contains("assistant--elder");
  }

  private print(): void {
    const log = this.panel.querySelector<HTMLElement>(".chat__log");
    if (log) printTranscript(log, this.options.title ?? TITLE, styles, this.frame);
  }

  private openProvision(citation: Citation, from: HTMLElement): void {
    this.provisionFrom = from;
    this.panel.classList.add("panel--provision");
    void this.provision.open(citation);
  }

  private closeProvision(): void {
    this.provision.close();
    this.panel.classList.remove("panel--provision");
    if (!returnFocus(this.provisionFrom)) this.chat?.focus();
  }

  /** From the inside out: the provision, then the panel. Escape that ends an IME composition is none of ours. */
  private leaveOnEscape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    if (this.provision.isOpen) this.closeProvision();
    else this.close();
  }

  private attachStyles(root: ShadowRoot): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    root.append(this.frame);
    // The page's own shortcuts take our text box for plain page: keys that are typed here stay here.
    for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, (event) => event.stopPropagation());
  }

  private fitWindow(): void {
    this.stopFollowing();
    this.stopFollowing = followVisibleViewport(this.frame);
  }

  private readonly applyTheme = (): void => {
    const { theme = "auto" } = this.options;
    this.frame.classList.toggle("assistant--dark", theme === "dark" || (theme === "auto" && this.dark.matches));
  };

  /** Beside the page the panel is one part of it more; over all of it, the only one that can be used. */
  private readonly applyModality = (): void => {
    this.panel.setAttribute("aria-modal", String(this.fillsWindow.matches));
  };

  private applyColour(): void {
    const colour = this.options.color ?? getComputedStyle(this).getPropertyValue("--policy-assistant-color").trim();
    if (!colour || !CSS.supports("color", colour)) return;
    this.frame.style.setProperty("--brand", colour);
    this.frame.style.setProperty("--on-brand", inkOn(getComputedStyle(this.launcher).backgroundColor));
  }
}
