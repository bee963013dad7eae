import { element } from "../ui/element.js";

/** A print that tells no end (some browsers) is cleared away after this. */
const FORGET_MS = 60_000;
const NOT_ON_PAPER = ".chips, .interview, .answer__tools, .citation__tools, .assessment__links, .stage";

/**
 * Prints a conversation by itself, in a frame of its own: the page around the widget has styles for print, or none, that know
 * nothing of it. Styles come as a constructed sheet, which a strict policy of the page lets through.
 */
export function printTranscript(log: HTMLElement, title: string, styles: string, parent: HTMLElement): void {
  const frame = element("iframe", { class: "frame-for-print", "aria-hidden": "true", tabindex: "-1", title: "打印" });
  parent.append(frame);
  const inside = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inside) return frame.remove();
  const sheet = new inside.CSSStyleSheet();
  sheet.replaceSync(styles);
  inside.document.adoptedStyleSheets = [sheet];
  inside.document.title = title;
  inside.document.body.className = "assistant printed";
  inside.document.body.append(element("h1", { class: "chat__title" }, title), ...messagesOf(log), element("p", { class: "composer__hint" }, "集群政策助手整理，以正式印发的文件为准。"));
  inside.addEventListener("afterprint", () => frame.remove());
  window.setTimeout(() => frame.remove(), FORGET_MS);
  inside.print();
}

/** The messages without what only a screen can do; quotes that were cut are whole. */
function messagesOf(log: HTMLElement): HTMLElement[] {
  const copy = log.cloneNode(true) as HTMLElement;
  copy.querySelectorAll(NOT_ON_PAPER).forEach((node) => node.remove());
  copy.querySelectorAll(".citation__quote").forEach((node) => node.classList.add("citation__quote--whole"));
  return Array.from(copy.querySelectorAll<HTMLElement>(".message--question, .message--answer"));
}
