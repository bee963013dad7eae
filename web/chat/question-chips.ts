import { button, element } from "../ui/element.js";

/** Questions that are asked on a click. */
export function questionChips(title: string, questions: readonly string[], onAsk: (question: string) => void): HTMLElement {
  const chips = questions.map((question) =>
    element("li", {}, button({ class: "chip" }, () => onAsk(question), question)),
  );
  return element("div", { class: "chips" }, element("p", { class: "chips__title" }, title), element("ul", { class: "chips__list" }, ...chips));
}
