import type { Citation } from "../../server/schemas/objects.js";
import { button, element } from "../ui/element.js";
import { scrollBehavior } from "../ui/motion.js";
import { standingBadge, type Standing } from "../ui/standing.js";

/**
 * One citation: which document and provision, how far it may be relied on, the quote, and the way to the source.
 *
 * @param standing the document's standing, told by the answer's notices where they know more than the status
 */
export function citationCard(citation: Citation, standing: Standing): HTMLElement {
  const quote = element("blockquote", { class: "citation__quote" }, citation.quote);
  return element(
    "li",
    { class: "citation", tabindex: "-1" },
    element("div", { class: "citation__head" }, element("span", { class: "citation__n" }, String(citation.n)), heading(citation)),
    element("div", { class: "citation__meta" }, element("span", { class: "citation__label" }, citation.label), standingBadge(standing)),
    quote,
    element("div", { class: "citation__tools" }, expandButton(quote), sourceLink(citation)),
  );
}

function heading({ documentTitle, docNumber }: Citation): HTMLElement {
  const number = docNumber ? element("span", { class: "citation__number" }, docNumber) : "";
  return element("span", { class: "citation__title" }, `《${documentTitle}》`, number);
}

function sourceLink({ url, label, documentTitle }: Citation): HTMLElement {
  const attributes = { class: "citation__link", href: url, target: "_blank", rel: "noopener", "aria-label": `查看原文：《${documentTitle}》${label}` };
  return element("a", attributes, "查看原文");
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
