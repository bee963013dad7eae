/** How a page asks for the widget: `PolicyAssistant.init({...})`, or `data-*` of the script's tag with the same names. */
export interface WidgetOptions {
  /** Address of the assistant's server; by default where the script came from. */
  host?: string;
  /** The site's id in the server's register of sites. */
  channel?: string;
  /** Side of the window. Default: right. */
  position?: "left" | "right";
  /** Colour of the bar and the launcher, in any CSS notation. Default: the CSS variable `--policy-assistant-color`, then blue. */
  color?: string;
  title?: string;
  greeting?: string;
  /** Words on the launcher. Default: 政策问答. */
  launcher?: string;
  /** Begins with text of 18 px and up; everyone can switch it in the panel. */
  elder?: boolean;
  /** Default: auto, as the reader's system is. */
  theme?: "auto" | "light" | "dark";
  /** Characters of the interface; quotes stay as they were published, and answers as the server writes them. Default: zh-CN. */
  language?: "zh-CN" | "zh-Hant";
  /** Tells several widgets of a page apart: each holds a conversation of its own. */
  name?: string;
}

const POSITIONS = ["left", "right"] as const;
const LANGUAGES = ["zh-CN", "zh-Hant"] as const;
const THEMES = ["auto", "light", "dark"] as const;

/** The options on a script's tag. `data-elder` with no value, or any but "false", is yes. */
export function optionsOf({ dataset }: Pick<HTMLElement, "dataset">): WidgetOptions {
  const { host, channel, position, color, title, greeting, launcher, elder, theme, language, name } = dataset;
  return {
    host,
    channel,
    position: position === undefined ? undefined : oneOf(POSITIONS, position, "position"),
    color,
    title,
    greeting,
    launcher,
    elder: elder !== undefined && elder !== "false",
    theme: theme === undefined ? undefined : oneOf(THEMES, theme, "theme"),
    language: language === undefined ? undefined : oneOf(LANGUAGES, language, "language"),
    name,
  };
}

/** @throws Error naming the option, what it may be and what it is: whoever builds the page reads it in the console */
function oneOf<T extends string>(allowed: readonly T[], value: string, option: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Error(`PolicyAssistant: expected \`${option}\` to be ${allowed.join(" or ")}, got ${value}`);
  return found;
}
