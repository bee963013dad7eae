import { element } from "./element.js";
import { focusedElement, returnFocus } from "./focus.js";

/**
 * Copies text; true where it worked. Intranet sites are often plain HTTP, where `navigator.clipboard` is missing:
 * a selected textarea and the old copy command do the same there.
 */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by a policy or for want of focus: the old way may still work.
    }
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const focused = focusedElement();
  const area = element("textarea", { readonly: "", "aria-hidden": "true" });
  // The page may be another site's and know no class of ours.
  area.style.cssText = "position: fixed; top: 0; left: 0; opacity: 0";
  area.value = text;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    returnFocus(focused);
  }
}
