import type { Definition, Provision, ProvisionKind } from "../model.js";

const DEFINING: ReadonlySet<ProvisionKind> = new Set(["article", "para", "item", "intro", "subsec", "point", "subpoint", "preface", "sec"]);

/** 本办法所称先进制造业集群，是指…… ; the sentence defines. */
const CALLED = /所称(?:的)?[“《"]?([^，。；：、“”《》"\n]{1,30})[”》"]?(?:[（(][^（）()\n]{1,40}[）)])?[，,]?\s?(?:是指|系指|指|包括|为)/g;
/** 产业集群发展促进组织是指……, where a sentence begins. */
const SENTENCE = /(?<=[。；：\n]\s{0,4}|^)[“"]?([^，。；：、“”"\n（）()的]{2,20})[”"]?(?:[（(][^（）()\n]{1,40}[）)])?[，,]?(?:是指|系指)/g;
/** Of a list of meanings: 规模以上企业，是指……; 规模以上企业：指……. */
const LISTED = /^[“"]?([^，。；：“”"\n]{1,30})[”"]?(?:[（(][^（）()\n]{1,40}[）)])?[，,：:]?\s?(?:是指|系指|指|：|包括)/;
const LEADS_MEANINGS = /(?:用语|术语|名词|词语|概念).{0,12}(?:含义|定义|解释|意义)|下列(?:用语|术语|名词)|(?:含义|定义)(?:是|为|如下|：)/;
const SHORT_NAME = /以下(?:统称为?|简称为?|并称|合称|称)[“《"]?([^“”《》"（）()，。；、\n]{2,20})[”》"]?[）)]/g;
/** Words that begin what is no term: 前款所称 is found by CALLED. */
const NO_TERM = /^(?:本|前|该|其|这|以下|下列|上述|所称|是否|不)/;

/** What every definition has, in one form or another. */
const SIGNS = /所称|[是系]指|以下[统简合并]?称/g;

/** The terms that a document explains, each with the words that do so. */
export function readDefinitions(text: string, provisions: readonly Provision[]): Definition[] {
  const out: Definition[] = [];
  const meanings = listsOfMeanings(text, provisions);
  SIGNS.lastIndex = 0;
  let sign = SIGNS.exec(text)?.index ?? Infinity;
  for (const leaf of provisions) {
    if (leaf.children.length > 0) continue;
    const holdsSign = sign < leaf.end;
    if (holdsSign) {
      SIGNS.lastIndex = leaf.end;
      sign = SIGNS.exec(text)?.index ?? Infinity;
    }
    const listed = leaf.parent !== null && meanings.has(leaf.parent) && leaf.start !== provisions[leaf.parent]!.start;
    if (!(holdsSign || listed) || !DEFINING.has(leaf.kind)) continue;
    const body = text.slice(leaf.start, leaf.end);
    if (body.includes("以下")) addShortNames(out, leaf, body);
    addMeanings(out, leaf, body, listed);
  }
  return out;
}

/** Provisions whose lead says that meanings follow: 本条例下列用语的含义：. */
function listsOfMeanings(text: string, provisions: readonly Provision[]): Set<number> {
  const lists = new Set<number>();
  provisions.forEach(({ children, start, end }, i) => {
    if (children.length < 2) return;
    const lead = text.slice(start, Math.min(end, start + LONGEST_LEAD));
    if (/[含定意]义|解释|下列/.test(lead) && LEADS_MEANINGS.test(lead)) lists.add(i);
  });
  return lists;
}

const LONGEST_LEAD = 120;

function addMeanings(out: Definition[], leaf: Provision, body: string, listed: boolean): void {
  const known = new Set<string>();
  const add = (term: string, at: number): void => {
    const clean = term.trim();
    if (clean === "" || NO_TERM.test(clean) || known.has(clean)) return;
    known.add(clean);
    out.push({ term: clean, kind: "meaning", start: leaf.start + sentenceStart(body, at), end: leaf.start + sentenceEnd(body, at), from: leaf.eId });
  };
  if (listed) {
    const number = NUMBER.exec(body)?.[0].length ?? 0;
    const found = LISTED.exec(body.slice(number));
    if (found) add(found[1]!, number);
  }
  if (body.includes("所称")) for (const { 1: term, index } of body.matchAll(CALLED)) add(term!, index);
  if (body.includes("是指") || body.includes("系指")) for (const { 1: term, index } of body.matchAll(SENTENCE)) add(term!.replace(ARTICLE_NUMBER, ""), index);
}

const NUMBER = /^(?:[（(][^（）()]{1,4}[）)]|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*/;
const ARTICLE_NUMBER = /^第[^条]{1,7}条\s*/;

function addShortNames(out: Definition[], leaf: Provision, body: string): void {
  for (const { 0: said, 1: term, index } of body.matchAll(SHORT_NAME)) {
    out.push({ term: term!, kind: "short_name", start: leaf.start + clauseStart(body, index), end: leaf.start + index + said.length, from: leaf.eId });
  }
}

/** No sentence that defines is longer, in characters. */
const LONGEST_SENTENCE = 1_000;

/** Where the sentence that holds `at` begins and ends, 。 included. */
function sentenceStart(body: string, at: number): number {
  return startAfter(body, at, "。；\n");
}

function sentenceEnd(body: string, at: number): number {
  const stop = body.slice(at, at + LONGEST_SENTENCE).search(/[。；\n]/);
  if (stop < 0) return Math.min(body.length, at + LONGEST_SENTENCE);
  return at + stop + (body[at + stop] === "\n" ? 0 : 1);
}

/** What a short name stands for begins after the comma or sentence before it. */
function clauseStart(body: string, at: number): number {
  return startAfter(body, at, "，。；：\n");
}

function startAfter(body: string, at: number, marks: string): number {
  let start = at;
  while (start > 0 && at - start < LONGEST_SENTENCE && !marks.includes(body[start - 1]!)) start--;
  return start;
}
