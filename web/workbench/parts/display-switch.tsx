import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { showDisplay, storeDisplay, storedDisplay, THEMES, type Display } from "../display.js";

const THEME_NAMES: Record<Display["theme"], string> = { auto: "随系统", light: "浅色", dark: "深色" };

/** Light, dark, and large type. */
export function DisplaySwitch(): VNode {
  const [display, setDisplay] = useState(storedDisplay);
  const change = (changes: Partial<Display>): void => {
    const next = { ...display, ...changes };
    setDisplay(next);
    storeDisplay(next);
  };
  useEffect(() => showDisplay(display), [display]);
  return (
    <div class="display-switch">
      <label>
        <span class="visually-hidden">显示颜色</span>
        <select class="display-switch__theme" value={display.theme} onChange={(event) => change({ theme: THEMES.find((theme) => theme === event.currentTarget.value) })}>
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>{THEME_NAMES[theme]}</option>
          ))}
        </select>
      </label>
      <button type="button" class="display-switch__elder" aria-pressed={display.elder} onClick={() => change({ elder: !display.elder })}>大字</button>
    </div>
  );
}
