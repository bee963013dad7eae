import { scanMarker, startOf, type DocumentMeta, type PolicyDocument, type Provision, type ProvisionKind } from "../../ingest/index.js";
import { inBody } from "./parts.js";

/** A document as Akoma Ntoso 3.0 (OASIS LegalDocML): https://docs.oasis-open.org/legaldocml/akn-core/v1.0/ */

const NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/** Where no day is known: the standard wants one. */
const NO_DAY = "0001-01-01";

/** Kinds of provisions by the standard's names; others are containers that carry their own. */
const ELEMENTS: Partial<Readonly<Record<ProvisionKind, string>>> = {
  part: "part",
  chapter: "chapter",
  section: "section",
  article: "article",
  sec: "section",
  subsec: "subsection",
  item: "point",
  point: "paragraph",
  subpoint: "subparagraph",
  circle: "indent",
  dash: "indent",
  para: "paragraph",
};
/** Rules are acts, or bills while they are drafts; all else is a document. */
const RULES = ["measures", "law", "regulation"];

/** @returns the whole XML file; every character of the text but white space stands in it once, in order */
export function toAkomaNtoso(document: PolicyDocument): string {
  const { meta } = document;
  const kind = !RULES.includes(meta.kind) ? "doc" : meta.status === "draft" ? "bill" : "act";
  const body = kind === "doc" ? "mainBody" : "body";
  const { before, within, after } = inBody(document);
  const inner = [
    metaOf(meta, kind),
    before.length > 0 ? element("preface", {}, before.map((provision) => blocksOf(document, provision))) : "",
    element(body, {}, within.length > 0 ? within.map((provision) => hierarchyOf(document, provision)) : [EMPTY]),
    after.length > 0 ? element("conclusions", {}, after.map((provision) => blocksOf(document, provision))) : "",
  ];
  const whole = element(kind, { name: meta.kind, contains: "originalVersion" }, inner);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="${NAMESPACE}">\n${whole}\n</akomaNtoso>\n`;
}

/** A body must hold something. */
const EMPTY = element("hcontainer", { name: "empty" }, [element("content", {}, [element("p", {}, [])])]);

function metaOf(meta: DocumentMeta, kind: string): string {
  const day = startOf(meta) ?? NO_DAY;
  const work = `/akn/cn/${kind}/${meta.version?.of ?? meta.id}`;
  const expression = `${work}/zho@${day}`;
  const identification = element("identification", { source: "#issuer" }, [
    frbr("Work", work, day, [empty("FRBRcountry", { value: "cn" }), ...(meta.docNumber === null ? [] : [empty("FRBRnumber", { value: meta.docNumber })]), empty("FRBRname", { value: meta.title })]),
    frbr("Expression", expression, day, [empty("FRBRlanguage", { language: "zho" })]),
    frbr("Manifestation", `${expression}.xml`, day, [empty("FRBRformat", { value: "application/akn+xml" })]),
  ]);
  const issuer = empty("TLCOrganization", { eId: "issuer", href: `/ontology/organization/cn/${encodeURIComponent(meta.issuer)}`, showAs: meta.issuer });
  return element("meta", {}, [identification, element("references", { source: "#issuer" }, [issuer])]);
}

function frbr(level: string, uri: string, day: string, more: string[]): string {
  return element(`FRBR${level}`, {}, [
    empty("FRBRthis", { value: `${uri}/!main` }),
    empty("FRBRuri", { value: uri }),
    empty("FRBRdate", { date: day, name: day === NO_DAY ? "unknown" : "start" }),
    empty("FRBRauthor", { href: "#issuer" }),
    ...more,
  ]);
}

/** A provision of the body with all below it. */
function hierarchyOf(document: PolicyDocument, provision: Provision): string {
  const name = ELEMENTS[provision.kind];
  const attributes = { ...(name ? {} : { name: provision.kind }), eId: provision.eId };
  return element(name ?? "hcontainer", attributes, contentOf(document, provision));
}

/** Number, heading and text of a leaf; of any other what its first leaf opens it with, and what stands below. */
function contentOf(document: PolicyDocument, provision: Provision): string[] {
  const [first, ...others] = provision.children.map((child) => document.provisions[child]!);
  if (!first) {
    const { number, rest } = parted(document, provision);
    return [number, element("content", {}, paragraphs(rest))];
  }
  const below = others.map((child) => hierarchyOf(document, child));
  const { number, rest } = parted(document, first);
  if (first.kind === "heading") return [number, element("heading", { eId: first.eId }, [escaped(rest.trim())]), ...(below.length > 0 ? below : [element("content", {}, paragraphs(""))])];
  if (first.kind === "intro") return [number, element("intro", { eId: first.eId }, paragraphs(rest)), ...below];
  return [hierarchyOf(document, first), ...below];
}

/** A leaf's text, parted behind the number that is printed in front. */
function parted({ text }: PolicyDocument, { start, end }: Provision): { number: string; rest: string } {
  const marker = scanMarker(text, start);
  const at = marker ? Math.min(marker.end, end) : start;
  return { number: at > start ? element("num", {}, [escaped(text.slice(start, at).trim())]) : "", rest: text.slice(at, end) };
}

/** What stands around the body, as paragraphs. */
function blocksOf({ text }: PolicyDocument, { eId, kind, start, end }: Provision): string {
  const inner = escaped(text.slice(start, end).replace(/\s*\n\s*/g, " "));
  if (kind === "title") return element("p", { eId }, [element("docTitle", {}, [inner])]);
  return element("p", { eId }, [kind === "docnum" ? element("docNumber", {}, [inner]) : inner]);
}

function paragraphs(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line, i) => line !== "" || (i === 0 && lines.length === 1)).map((line) => element("p", {}, [escaped(line)]));
}

function element(name: string, attributes: Readonly<Record<string, string>>, inner: readonly string[]): string {
  return `<${name}${attributesText(attributes)}>${inner.join("")}</${name}>`;
}

function empty(name: string, attributes: Readonly<Record<string, string>>): string {
  return `<${name}${attributesText(attributes)}/>`;
}

function attributesText(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Characters that no XML may hold, not even written as references, become the replacement character. */
function escaped(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[&<>"]/g, (character) => ESCAPES[character]!);
}
