import { childElements, dataOf, elementsBelow, isCode, isElement, textOf, type Page, type PageElement, type PageNode } from "./dom.js";

/** Elements that hold no text of the document, by what the note calls them. */
const FURNITURE_ELEMENTS: Readonly<Record<string, string>> = {
  script: "脚本", style: "脚本", noscript: "脚本", template: "脚本", iframe: "脚本", object: "脚本", svg: "脚本", head: "脚本", link: "脚本",
  nav: "导航", header: "页眉", footer: "页脚", aside: "边栏", form: "表单", button: "表单", select: "表单", input: "表单", textarea: "表单",
};
/** Parts that only class or id tell, by their words. */
const FURNITURE_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(nav|navbar|navi|navigation|menu|submenu|mainnav|topnav)$/, "导航"],
  [/^(crumb|crumbs|breadcrumb|breadcrumbs|location|position|path|dqwz|weizhi|curpos)$/, "当前位置"],
  [/^(share|sharebar|bdshare|bdsharebuttonbox|socialshare|fenxiang|fx|jiathis)$/, "分享栏"],
  [/^(foot|footer|bottom|copyright|copyrights|beian|footerbox|yejiao)$/, "页脚"],
  [/^(sidebar|aside|related|recommend|relevant|xgwd|xglj|xgyd|hot|links|friendlink|yqlj)$/, "相关链接"],
  [/^(toolbar|tools|print|qrcode|ewm|erweima|fontsize|dyy|gbck|close|search|searchbox|login|language|toplink|topbar|pager|pagination|pages_print|wza|banner)$/, "工具栏"],
];
/** Where well-known publishing systems of government sites put the text. */
const BODY_NAMES = /^(ucap-content|trs_editor|trs_ueditor|zoom|zoomcon|pages_content|article-content|article_content|articlecontent|wp_articlecontent|xxgk_content|news_content|newscontent|con_text|content_text|detail_content|view_content|info_content|ucapcontent|trs_editor_content)$/;
const CONTAINERS: ReadonlySet<string> = new Set(["html", "body", "div", "section", "article", "main", "td", "tr", "tbody", "table", "center", "form", "header"]);
const MOST_DEPTH = 300;
/** Share of the page's text that the body must hold; from `ALL_OF_TEXT` on, nothing is told to be left out. */
const MOST_OF_TEXT = 0.75;
const ALL_OF_TEXT = 0.98;
/** Characters. */
const SHORTEST_BODY = 60;
const LONG_TEXT = 400;
const SENTENCE = 10;

export interface PageBody {
  body: PageNode[];
  /** What was left out, as the note tells it. */
  removed: string[];
}

/** The part of a page that holds its document; furniture is taken out of the page. */
export function findBody(page: Page): PageBody {
  const removed = new Set<string>();
  prune(page, removed, new Weights(), 0);
  removed.delete("脚本");
  const weights = new Weights();
  const known = elementsBelow(page).filter((element) => namesOf(element).some((name) => BODY_NAMES.test(name)) && weights.of(element) >= SHORTEST_BODY);
  const best = known.reduce<PageElement | null>((most, one) => (most === null || weights.of(one) > weights.of(most) ? one : most), null);
  const body = best ?? densest(page, weights);
  if (body && weights.of(body) < weights.ofAll(page.children) * ALL_OF_TEXT) removed.add("正文框以外的文字");
  return { body: body ? [body] : page.children, removed: [...removed] };
}

/** The title that a government page tells in its metadata, or its only first heading; null where there is none. */
export function pageTitle(page: Page): string | null {
  const elements = elementsBelow(page);
  const meta = elements.find(({ name, attribs }) => name === "meta" && /^(articletitle|contenttitle)$/i.test(attribs["name"] ?? ""))?.attribs["content"];
  const headings = elements.filter(({ name }) => name === "h1").map(textOf);
  const title = meta ?? (headings.length === 1 ? headings[0] : undefined);
  return title === undefined || title.trim() === "" ? null : title.replace(/\s+/g, " ").trim();
}

function prune(parent: Pick<PageElement, "children">, removed: Set<string>, weights: Weights, depth: number): void {
  parent.children = parent.children.filter((child) => {
    if (!isElement(child)) return dataOf(child) !== null;
    if (child.name === "head") {
      child.children = childElements(child, "meta");
      return true;
    }
    const what = furniture(child, weights) ?? (depth > MOST_DEPTH ? "嵌套过深的部分" : null);
    if (what !== null) {
      if (textOf(child).trim() !== "") removed.add(what);
      return false;
    }
    prune(child, removed, weights, depth + 1);
    return true;
  });
}

/** What a part of the page is where it is none of the document. */
function furniture(element: PageElement, weights: Weights): string | null {
  const { name, attribs } = element;
  if (name === "html" || name === "body") return null;
  // Some sites wrap the whole page in one form, or the text in a header; no menu has sentences.
  const long = weights.of(element) > LONG_TEXT;
  const byElement = FURNITURE_ELEMENTS[name];
  if (byElement !== undefined && !(long && (name === "form" || name === "header"))) return byElement;
  if ("hidden" in attribs || /display\s*:\s*none/i.test(attribs["style"] ?? "")) return "隐藏部分";
  if (long) return null;
  const names = namesOf(element).flatMap((one) => [one, ...one.split(/[-_]/)]);
  return FURNITURE_NAMES.find(([pattern]) => names.some((one) => pattern.test(one)))?.[1] ?? null;
}

/** The innermost element that holds most of the sentences of the page. */
function densest(page: Page, weights: Weights): PageElement | null {
  const all = weights.ofAll(page.children);
  let body: PageElement | null = null;
  for (let children = page.children; ; children = body.children) {
    const inner = children.filter(isElement).find((child) => CONTAINERS.has(child.name) && weights.of(child) >= all * MOST_OF_TEXT);
    if (!inner) return body;
    body = inner;
  }
}

/** How much text a part of a page holds: characters outside links, those of short lines counting little. */
class Weights {
  private readonly known = new WeakMap<PageNode, number>();

  of(node: PageNode): number {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const weight = this.measure(node);
    this.known.set(node, weight);
    return weight;
  }

  ofAll(nodes: readonly PageNode[]): number {
    return nodes.reduce((sum, node) => sum + this.of(node), 0);
  }

  private measure(node: PageNode): number {
    const data = dataOf(node);
    if (data !== null) {
      const length = data.replace(/\s+/g, "").length;
      return length >= SENTENCE ? length : length / 4;
    }
    return isElement(node) && !isCode(node) && node.name !== "a" ? this.ofAll(node.children) : 0;
  }
}

function namesOf({ attribs }: PageElement): string[] {
  return `${attribs["class"] ?? ""} ${attribs["id"] ?? ""}`.toLowerCase().split(/\s+/).filter(Boolean);
}
