/** How the workbench looks to whoever uses this browser. */
export interface Display {
  /** `auto` follows the system. */
  theme: "auto" | "light" | "dark";
  /** Large type. */
  elder: boolean;
}

export const THEMES: readonly Display["theme"][] = ["auto", "light", "dark"];
const KEY = "policy-workbench-display";
const DARK = "(prefers-color-scheme: dark)";

/** What was chosen last time; the system's own look where nothing was, or where the browser keeps nothing. */
export function storedDisplay(): Display {
  try {
    const { theme, elder } = JSON.parse(window.localStorage.getItem(KEY) ?? "{}") as Partial<Display>;
    return { theme: THEMES.find((known) => known === theme) ?? "auto", elder: elder === true };
  } catch {
    return { theme: "auto", elder: false };
  }
}

export function storeDisplay(display: Display): void {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(display));
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
}

let shown: Display = { theme: "auto", elder: false };

/** Puts it on the page; the colours and sizes themselves are in styles/tokens.css. */
export function showDisplay(display: Display): void {
  shown = display;
  const { dataset } = document.documentElement;
  dataset.theme = display.theme === "auto" ? (window.matchMedia(DARK).matches ? "dark" : "light") : display.theme;
  if (display.elder) dataset.elder = "";
  else delete dataset.elder;
}

window.matchMedia(DARK).addEventListener("change", () => showDisplay(shown));
// Paper is white: printed in dark colours the text would be pale on it.
window.addEventListener("beforeprint", () => (document.documentElement.dataset.theme = "light"));
window.addEventListener("afterprint", () => showDisplay(shown));
