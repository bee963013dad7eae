import { element } from "./element.js";

/** The one place that speaks to screen readers: what begins, a complete answer, what went wrong. It is not seen. */
export class Announcer {
  readonly root = element("div", { class: "visually-hidden", role: "status" });

  /** The same words twice are told twice: an unchanged region would stay silent. */
  say(text: string): void {
    this.root.textContent = this.root.textContent === text ? `${text}\u00a0` : text;
  }
}
