import type { Citation } from "../../server/schemas/objects.js";
import { button, element } from "../ui/element.js";
import { scrollBehavior } from "../ui/motion.js";
import { standingBadge, type Standing } from "../ui/standing.js";
import type { AnswerActions } from "./answer-actions.js";

/**
 * One citation: which document and provision, how far it may be relied on, the quote, and the way to the source.
 *
 * @param standing the document's standing, told by the answer's notices where they know more than the status
 */
export function citationCard(citation: Citation, standing: Standing, actions: AnswerActions): HTMLElement {
  const quote = element("blockquote", { class: "citation__quote" }, citation.quote);
  return element(
    "li",
    { class: "citation", tabindex: "-1" },
    element("div", { class: "citation__head" }, element("span", { class: "citation__n" }, String(citation.n)), heading(citation)),
    element("div", { class: "citation__meta" }, element("span", { class: "citation__label" }, citation.label), standingBadge(standing)),
    quote,
    element("div", { class: "citation__tools" }, expandButton(quote), ...sourceLinks(citation, actions)),
  );
}

function heading({ documentTitle, docNumber }: Citation): HTMLElement {
  const number = docNumber ? element("span", { class: "citation__number" }, docNumber) : "";
  return element("span", { class: "citation__title" }, `《${documentTitle}》`, number);
}

/** The provision in its surroundings beside the conversation where there is room for it, and the document in a page of its own. */
function sourceLinks(citation: Citation, { api, openProvision }: AnswerActions): HTMLElement[] {
  const { url, label, documentTitle } = citation;
  const attributes = { class: "citation__link", href: api.address(url), target: "_blank", rel: "noopener", "aria-label": `查看原文：《${documentTitle}》${label}` };
  const link = element("a", attributes, "查看原文");
  if (!openProvision) return [link];
  const open = button({ class: "text-button", "aria-label": `查看条款：《${documentTitle}》${label}` }, () => openProvision(citation, open), "查看条款");
  return [open, link];
}

/** Offers the whole quote, but only while the style cuts it: that depends on the width, so the size is watched. */
function expandButton(quote: HTMLElement): HTMLElement {
  let whole = false;
  const toggle = button({ class: "text-button", "aria-expanded": "false", hidden: "" }, () => {
    whole = !whole;
    quote.classList.toggle("citation__quote--whole", whole);
    toggle.textContent = whole ? "收起" : "展开";
    toggle.setAttribute("aria-expanded", String(whole));
  }, "展开");
  new ResizeObserver(() => {
    if (!whole) toggle.hidden = quote.scrollHeight <= quote.clientHeight + 1;
  }).observe(quote);
  return toggle;
}

/** Brings a card into view and to the keyboard's focus, and lets it light up for a moment. */
export function showCard(card: HTMLElement): void {
  card.scrollIntoView({ behavior: scrollBehavior(), block: "center" });
  card.focus({ preventScroll: true });
  card.classList.add("citation--shown");
  window.setTimeout(() => card.classList.remove("citation--shown"), 1600);
}
