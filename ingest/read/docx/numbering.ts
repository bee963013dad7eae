import { elementOf, elementsOf, valueOf, type XmlElement } from "../xml.js";
import { formatNumber } from "./number-format.js";
import { isOn, listPlaceOf, type Styles } from "./styles.js";

/** A level of a list, as numbering.xml defines it. */
interface Level {
  start: number;
  format: string;
  /** 第%1条, （%2）: %N is the number of level N. */
  text: string;
  /** All numbers of the text as decimals. */
  legal: boolean;
  /** The level, from 1, that must be used for this one to begin again; 0 for never, null for any above. */
  restart: number | null;
  styleId: string | null;
}

/** Lists that share a definition count on together. */
interface Definition {
  levels: Level[];
  /** The last number by level; undefined before the first. */
  counts: (number | undefined)[];
}

interface List {
  definition: Definition;
  levels: Level[];
  /** Levels that begin anew with this list, and with what; each is used once. */
  startsAnew: Map<number, number>;
}

const LEVELS = 9;
const MOST_LINKS = 10;
const FIRST_PRIVATE = 0xe000;
const LAST_PRIVATE = 0xf8ff;

/** The automatic numbers of a document: what Word shows before a paragraph and no text of the file holds. */
export class Numbering {
  private readonly lists = new Map<string, List>();

  constructor(
    numbering: XmlElement | null,
    private readonly styles: Styles,
  ) {
    const root = numbering ?? undefined;
    const sources = new Map(elementsOf(root, "abstractNum").map((element) => [element.attributes["abstractNumId"] ?? "", element]));
    const definitions = new Map<string, Definition>();
    const definitionOf = (id: string): Definition | null => {
      const element = resolveLink(sources, id);
      if (!element) return null;
      const known = definitions.get(element.attributes["abstractNumId"]!);
      const definition = known ?? { levels: readLevels(element), counts: [] };
      definitions.set(element.attributes["abstractNumId"]!, definition);
      return definition;
    };
    for (const element of elementsOf(root, "num")) {
      const definition = definitionOf(valueOf(element, "abstractNumId") ?? "");
      if (definition) this.lists.set(element.attributes["numId"] ?? "", listOf(element, definition));
    }
  }

  /**
   * The label of the next paragraph with these properties, as Word writes it; empty where it has none. Paragraphs must be
   * asked in the order of the document.
   */
  labelOf(properties: XmlElement | undefined): string {
    const place = this.placeOf(properties);
    if (!place) return "";
    const { list, level } = place;
    countOn(list, level);
    return labelText(list, level) ?? "";
  }

  private placeOf(properties: XmlElement | undefined): { list: List; level: number } | null {
    const styleId = valueOf(properties, "pStyle");
    const own = listPlaceOf(properties);
    const inherited = this.styles.listOf(styleId);
    const list = this.lists.get(own?.listId ?? inherited?.listId ?? "");
    if (!list) return null;
    const ofStyle = list.levels.findIndex((level) => level.styleId !== null && (level.styleId === inherited?.styleId || level.styleId === styleId));
    const level = own?.level ?? (ofStyle >= 0 ? ofStyle : (inherited?.level ?? 0));
    return list.levels[level] ? { list, level } : null;
  }
}

/** A definition may stand for that of a numbering style, which another definition carries. */
function resolveLink(sources: ReadonlyMap<string, XmlElement>, id: string): XmlElement | null {
  let element = sources.get(id);
  for (let i = 0; i < MOST_LINKS && element; i++) {
    const link = valueOf(element, "numStyleLink");
    if (link === undefined) return element;
    element = [...sources.values()].find((other) => valueOf(other, "styleLink") === link);
  }
  return null;
}

function readLevels(element: XmlElement): Level[] {
  const levels: Level[] = [];
  for (const level of elementsOf(element, "lvl")) {
    const at = Number(level.attributes["ilvl"]);
    if (Number.isInteger(at) && at >= 0 && at < LEVELS) levels[at] = readLevel(level);
  }
  return levels;
}

function readLevel(level: XmlElement): Level {
  const restart = valueOf(level, "lvlRestart");
  const legal = elementOf(level, "isLgl");
  return {
    start: wholeNumber(valueOf(level, "start"), 0),
    format: valueOf(level, "numFmt") ?? "decimal",
    text: valueOf(level, "lvlText") ?? "",
    legal: legal !== undefined && (legal.attributes["val"] === undefined || isOn(legal.attributes["val"])),
    restart: restart === undefined ? null : wholeNumber(restart, 0),
    styleId: valueOf(level, "pStyle") ?? null,
  };
}

function listOf(element: XmlElement, definition: Definition): List {
  const levels = [...definition.levels];
  const startsAnew = new Map<number, number>();
  for (const override of elementsOf(element, "lvlOverride")) {
    const at = Number(override.attributes["ilvl"]);
    if (!Number.isInteger(at) || at < 0 || at >= LEVELS) continue;
    const level = elementOf(override, "lvl");
    if (level) levels[at] = readLevel(level);
    const start = valueOf(override, "startOverride");
    if (start !== undefined) startsAnew.set(at, wholeNumber(start, 1));
  }
  return { definition, levels, startsAnew };
}

function countOn({ definition: { counts }, levels, startsAnew }: List, level: number): void {
  for (let above = 0; above < level; above++) counts[above] ??= levels[above]?.start ?? 1;
  const anew = startsAnew.get(level);
  startsAnew.delete(level);
  counts[level] = anew ?? (counts[level] === undefined ? levels[level]!.start : counts[level] + 1);
  for (let below = level + 1; below < LEVELS; below++) {
    const restart = levels[below]?.restart ?? null;
    if (restart === null ? true : restart > 0 && level < restart) counts[below] = undefined;
  }
}

/** Null where the text is a mark of a font of symbols: a bullet that no reader sees as a character. */
function labelText({ definition: { counts }, levels }: List, level: number): string | null {
  const { text, legal, format } = levels[level]!;
  if (format === "none" && !text.includes("%")) return text;
  const written = text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const itsFormat = legal && at !== level ? "decimal" : (levels[at]?.format ?? "decimal");
    return formatNumber(counts[at] ?? levels[at]?.start ?? 1, itsFormat);
  });
  return [...written].some((ch) => ch.charCodeAt(0) >= FIRST_PRIVATE && ch.charCodeAt(0) <= LAST_PRIVATE) ? null : written.trim();
}

function wholeNumber(value: string | undefined, otherwise: number): number {
  const number = Number(value);
  return value !== undefined && Number.isInteger(number) && number >= 0 ? number : otherwise;
}
