import { elementOf, elementsOf, valueOf, type XmlElement } from "../xml.js";

/** Which list a paragraph belongs to, and on which level; a level that is not said is the style's own. */
export interface ListPlace {
  listId: string;
  level: number | null;
}

/** What is needed of the paragraph styles: their names and lists, those of the styles they rest on included. */
export class Styles {
  private readonly byId = new Map<string, XmlElement>();
  private readonly standard: string | null;

  constructor(styles: XmlElement | null) {
    const paragraphStyles = elementsOf(styles ?? undefined, "style").filter(({ attributes }) => attributes["type"] === "paragraph");
    for (const style of paragraphStyles) this.byId.set(style.attributes["styleId"] ?? "", style);
    this.standard = paragraphStyles.find(({ attributes }) => isOn(attributes["default"]))?.attributes["styleId"] ?? null;
  }

  /** The name of a style in lower case: "toc 1", "heading 2". */
  nameOf(styleId: string | undefined): string {
    return (valueOf(this.byId.get(styleId ?? ""), "name") ?? "").toLowerCase();
  }

  /** The list of a style, or of the nearest style that it rests on; the style that named it is told too. */
  listOf(styleId: string | undefined): (ListPlace & { styleId: string }) | null {
    const seen = new Set<string>();
    for (let id = styleId ?? this.standard; id && !seen.has(id); id = valueOf(this.byId.get(id), "basedOn") ?? null) {
      seen.add(id);
      const place = listPlaceOf(elementOf(this.byId.get(id), "pPr"));
      if (place) return { ...place, styleId: id };
    }
    return null;
  }
}

/** The list that paragraph properties name; `listId` "0" takes a paragraph out of its style's list. */
export function listPlaceOf(properties: XmlElement | undefined): ListPlace | null {
  const numbering = elementOf(properties, "numPr");
  const listId = valueOf(numbering, "numId");
  if (listId === undefined) return null;
  const level = Number(valueOf(numbering, "ilvl"));
  return { listId, level: valueOf(numbering, "ilvl") !== undefined && level >= 0 && level <= 8 ? level : null };
}

export function isOn(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}
