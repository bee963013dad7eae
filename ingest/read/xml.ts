import { SaxesParser, type SaxesTagPlain } from "saxes";
import { Unreadable } from "./unreadable.js";

/** An element with the names of its file, prefixes left out: w:p is p. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

const DEEPEST = 200;

/**
 * Reads an XML file into elements. A document type is refused: what it could define (entities, outside files) no
 * document format uses.
 * @throws Unreadable
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (cause) => {
    throw new Unreadable("文件内部的 XML 读不通，可能已损坏", { cause });
  });
  parser.on("doctype", () => {
    throw new Unreadable("文件内部的 XML 带有 DTD 定义，出于安全没有读取");
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    if (open.length > DEEPEST) throw new Unreadable("文件内部的 XML 嵌套太深，没有读取");
    const element = { name: localName(name), attributes: localNames(attributes), children: [] };
    open[open.length - 1]!.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  const addText = (text: string): void => void open[open.length - 1]!.children.push(text);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(decodeXml(bytes)).close();
  const top = root.children.find((child) => typeof child !== "string");
  if (!top) throw new Unreadable("文件内部的 XML 是空的");
  return top;
}

function decodeXml(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(Buffer.from(bytes.subarray(0, 200)).toString("latin1"))?.[1]?.toLowerCase();
  const encoding = wide ?? (declared !== undefined && /^gb/.test(declared) ? "gb18030" : "utf-8");
  return new TextDecoder(encoding).decode(bytes);
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function localNames(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
}

/** The child elements, of one name where it is given. */
export function elementsOf(parent: XmlElement | undefined, name?: string): XmlElement[] {
  const all = (parent?.children ?? []).filter((child) => typeof child !== "string");
  return name === undefined ? all : all.filter((child) => child.name === name);
}

/** The first child element of that name. */
export function elementOf(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return elementsOf(parent, name)[0];
}

/** The attribute `val` of the first child of that name: how WordprocessingML says most things. */
export function valueOf(parent: XmlElement | undefined, name: string): string | undefined {
  return elementOf(parent, name)?.attributes["val"];
}

/** All text below an element. */
export function textIn(element: XmlElement | undefined): string {
  return (element?.children ?? []).map((child) => (typeof child === "string" ? child : textIn(child))).join("");
}

/** Descendants of that name, those inside one another left out; a Fallback says again what its Choice says. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === name) return [child];
    if (child.name === "AlternateContent") return descendants(elementOf(child, "Choice") ?? elementOf(child, "Fallback") ?? child, name);
    return descendants(child, name);
  });
}
