import { copyText } from "../ui/clipboard.js";
import { button } from "../ui/element.js";

const COPIED_MS = 2000;
const NAME = "复制引用";

/**
 * A button that copies what `quote` gives and says whether it did, on itself and to screen readers.
 */
export function copyButton(attributes: { class: string; "aria-label"?: string }, quote: () => string, say?: (text: string) => void): HTMLButtonElement {
  const copy = button(attributes, () => void run(), NAME);
  const run = async (): Promise<void> => {
    const outcome = (await copyText(quote())) ? "已复制" : "复制失败，请手动选取";
    copy.textContent = outcome;
    say?.(outcome);
    window.setTimeout(() => (copy.textContent = NAME), COPIED_MS);
  };
  return copy;
}
