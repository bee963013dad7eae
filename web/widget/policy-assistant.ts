import type { AskContext } from "../client/open-turn.js";
import { AssistantElement, TAG } from "./assistant-element.js";
import { Emitter, type WidgetEvent, type WidgetListener } from "./emitter.js";
import type { WidgetOptions } from "./options.js";

/** A widget in the hands of its page. */
export interface WidgetHandle {
  open(): void;
  close(): void;
  toggle(): void;
  /** Takes the widget off the page and ends its connection; the handle then does nothing. */
  destroy(): void;
  on<E extends WidgetEvent>(event: E, listener: WidgetListener<E>): void;
  off<E extends WidgetEvent>(event: E, listener: WidgetListener<E>): void;
  /** The region or document that questions are about where they name none. */
  setContext(context: AskContext): void;
  /** Opens the widget and asks; only opens it where the question is blank. */
  openWithQuery(question: string): void;
}

/** What the page's scripts see as `window.PolicyAssistant`. */
export interface PolicyAssistant {
  init(options?: WidgetOptions): WidgetHandle;
}

/** @param scriptHost where the script came from: the server, unless an option names another */
export function policyAssistant(scriptHost: string): PolicyAssistant {
  customElements.define(TAG, AssistantElement);
  return { init: (options = {}) => addWidget({ ...options, host: withSlash(options.host ?? scriptHost) }) };
}

function addWidget(options: WidgetOptions & { host: string }): WidgetHandle {
  const emitter = new Emitter();
  const widget = new AssistantElement(options, emitter);
  let destroyed = false;
  /** What may still be called when the widget is gone, and nothing comes of. */
  const whileThere = <Given extends unknown[]>(act: (...given: Given) => void) => (...given: Given): void => {
    if (!destroyed) act(...given);
  };
  whenBodyIsThere(whileThere(() => document.body.append(widget)));
  return {
    open: whileThere(() => widget.open()),
    close: whileThere(() => widget.close()),
    toggle: whileThere(() => (widget.isOpen ? widget.close() : widget.open())),
    destroy: whileThere(() => {
      destroyed = true;
      widget.destroy();
    }),
    on: (event, listener) => emitter.on(event, listener),
    off: (event, listener) => emitter.off(event, listener),
    setContext: whileThere((context) => widget.setContext(context)),
    openWithQuery: whileThere((question) => {
      widget.open();
      const asked = question.trim();
      if (asked !== "") widget.ask(asked);
    }),
  };
}

/** Last in the page, so that of all that lies as high as it does it lies on top. */
function whenBodyIsThere(run: () => void): void {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
}

function withSlash(host: string): string {
  return host.endsWith("/") ? host : `${host}/`;
}
