import { TRADITIONAL } from "./traditional-words.js";

/** What is quoted, answered or asked stays as it was written. */
const AS_WRITTEN = ".message--answer:not(.message--failed) .answer__text, .citation__quote, .citation__title, .preview__quote, .provision__text, .message--question, textarea";
const ATTRIBUTES = ["aria-label", "placeholder"];

/**
 * Keeps the interface below `root` in traditional characters, whatever comes into it: a phrase is put in the other's place where it
 * stands whole in the table, and nothing else is touched. It happens before the browser paints.
 */
export function inTraditional(root: HTMLElement): void {
  localise(root);
  const observer = new MutationObserver((changes) => changes.forEach(({ target, addedNodes, type }) => (type === "childList" ? addedNodes.forEach(localise) : localise(target))));
  observer.observe(root, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES });
}

function localise(node: Node): void {
  if (node instanceof Text) {
    const said = node.parentElement?.closest(AS_WRITTEN) ? null : traditional(node.data);
    if (said !== null) node.data = said;
  } else if (node instanceof Element) {
    for (const name of ATTRIBUTES) {
      const said = traditional(node.getAttribute(name) ?? "");
      if (said !== null) node.setAttribute(name, said);
    }
    node.childNodes.forEach(localise);
  }
}

/** A phrase of the table, or one with something in its places; null where there is none. */
export function traditional(text: string): string | null {
  const whole = TRADITIONAL[text];
  if (whole !== undefined) return whole;
  const pattern = PATTERNS.find(({ matches }) => matches.test(text));
  return pattern ? text.replace(pattern.matches, pattern.said) : null;
}

/** 看引文 {} -> /^看引文 (.*)$/ and 看引文 $1. */
const PATTERNS = Object.entries(TRADITIONAL)
  .filter(([phrase]) => phrase.includes("{}"))
  .map(([phrase, said]) => {
    let place = 0;
    return { matches: new RegExp(`^${phrase.split("{}").map(escaped).join("([^]*)")}$`), said: said.replace(/\{\}/g, () => `$${++place}`) };
  });

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
