import type { Page } from "playwright-core";
import { PATIENCE_MS } from "./patience.js";

/** What has the focus, in shadow roots too. */
interface Focus {
  /** Its label, its field's name or its text; "" for the page itself. */
  name: string;
  /** HTML's name of the element, in small letters. */
  tag: string;
  /** Why whoever looks at the screen cannot tell that it has the focus; null where he can. */
  unseen: string | null;
}

/** Someone who has a keyboard and no mouse. A step that leaves the focus nowhere, or where it is not seen, throws. */
export class Keyboard {
  private constructor(private readonly page: Page) {}

  /** Takes the mouse away: from here on a press of it is an exception, which the stages count among the faults. */
  static async of(page: Page): Promise<Keyboard> {
    await page.addInitScript(FORBID_MOUSE);
    await page.evaluate(FORBID_MOUSE);
    const keyboard = new Keyboard(page);
    // A view that has come just now may not have taken the focus yet.
    await keyboard.focus();
    return keyboard;
  }

  /** Writes where the focus is. */
  async type(text: string): Promise<void> {
    await this.expectSeen("typing");
    await this.page.keyboard.type(text);
  }

  /** Presses keys, one after another. What they open may take its time: `focusSoon` waits for it. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Presses a key and tells what has the focus then. @throws Error where nothing has, or it is not seen */
  async step(key: string): Promise<Focus> {
    await this.page.keyboard.press(key);
    return this.expectSeen(key);
  }

  /**
   * Presses Tab (or another key) until what is named so has the focus.
   *
   * @param name how its name begins, or what it matches
   * @param most presses that are not too many
   */
  async tabTo(name: string | RegExp, { key = "Tab", most = 25 }: { key?: string; most?: number } = {}): Promise<void> {
    const passed: string[] = [];
    for (let presses = 0; presses < most; presses++) {
      const focus = await this.step(key);
      if (isNamed(focus, name)) return;
      passed.push(focus.name.slice(0, 20));
    }
    throw new Error(`expected ${most} presses of ${key} to come to ${String(name)}, passed ${passed.join(" | ")}`);
  }

  /** Waits until the focus is on what is named so, and seen there. */
  async focusSoon(name: string | RegExp): Promise<Focus> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const focus = await this.focus();
      if (isNamed(focus, name) && focus.unseen === null) return focus;
      if (Date.now() > until) throw new Error(`expected the focus on ${String(name)}, it is on ${focus.tag} "${focus.name.slice(0, 60)}"${focus.unseen === null ? "" : `, ${focus.unseen}`}`);
      await this.page.waitForTimeout(50);
    }
  }

  /**
   * Goes once around the page with Tab, or backwards with Shift+Tab.
   *
   * @returns what can be worked with a mouse and was not come to
   * @throws Error where Tab does not lead out of something
   */
  async around(key = "Tab", most = 400): Promise<string[]> {
    await this.page.evaluate("window.stops = []");
    for (let presses = 0; presses < most; presses++) {
      await this.page.keyboard.press(key);
      const cameTo = await this.page.evaluate<"beginning" | "page" | "stop">(NOTE_STOP);
      if (cameTo === "beginning") return this.page.evaluate<string[]>(PASSED_OVER);
      if (cameTo === "stop") await this.expectSeen(key);
    }
    throw new Error(`expected ${key} to lead around the page, it was held after ${most} presses at ${(await this.focus()).name.slice(0, 40)}`);
  }

  focus(): Promise<Focus> {
    return this.page.evaluate<Focus>(FOCUS);
  }

  private async expectSeen(step: string): Promise<Focus> {
    const focus = await this.focus();
    if (focus.unseen !== null) throw new Error(`expected the focus to be seen after ${step}: ${focus.tag} "${focus.name.slice(0, 60)}" ${focus.unseen}`);
    return focus;
  }
}

function isNamed({ name }: Focus, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? name.startsWith(wanted) : wanted.test(name);
}

const FORBID_MOUSE = `for (const type of ["mousedown", "pointerdown", "touchstart"]) {
  window.addEventListener(type, () => { throw new Error("expected no mouse, got " + type); }, true);
}`;

const DEEPEST = `let focused = document.activeElement;
while (focused && focused.shadowRoot && focused.shadowRoot.activeElement) focused = focused.shadowRoot.activeElement;`;

/**
 * The ring counts, ours or (`auto`) the browser's own, not a shadow: cards have one at all times. Scrolling shows the focus at the end of
 * a frame, and a view that takes the focus does it in a task after one.
 */
const FOCUS = `(async () => {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  ${DEEPEST}
  if (!focused || focused === document.body) return { name: "", tag: "body", unseen: "nothing has the focus" };
  const field = focused.labels && focused.labels[0];
  const name = (focused.getAttribute("aria-label") || (field && field.innerText) || focused.innerText || focused.textContent || "").trim();
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused);
  const hasRing = outlineStyle === "auto" || outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\\)$|transparent/.test(outlineColor);
  const box = focused.getClientRects()[0];
  const [left, right] = [Math.max(0, box.left), Math.min(window.innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(window.innerHeight, box.bottom)];
  const isInView = right - left > 4 && bottom - top > 4;
  const above = isInView ? focused.getRootNode().elementFromPoint((left + right) / 2, (top + bottom) / 2) : null;
  const isCovered = above !== null && !focused.contains(above) && !above.contains(focused);
  const unseen = !hasRing ? "has no ring" : !isInView ? "is out of view" : isCovered ? "stands behind " + above.outerHTML.slice(0, 60) : null;
  return { name, tag: focused.tagName.toLowerCase(), unseen };
})()`;

/** The end of a page leads to its beginning, with a stop at the page itself in between. */
const NOTE_STOP = `(() => {
  ${DEEPEST}
  if (!focused || focused === document.body) return "page";
  if (window.stops[0] === focused) return "beginning";
  window.stops.push(focused);
  return "stop";
})()`;

const PASSED_OVER = `Array.from(document.querySelectorAll("a[href], button, select, input, textarea, summary"))
  .filter((node) => node.checkVisibility() && !node.disabled && !window.stops.includes(node))
  .map((node) => node.outerHTML.slice(0, 80))`;
