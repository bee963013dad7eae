import { termName, type PolicyDocument, type Provision } from "../../../ingest/index.js";
import type { Evidence } from "../../retrieval/evidence.js";
import { wholeSpan, type CitedSpan } from "../citations.js";
import type { Found } from "../found.js";
import { shareOfPairs } from "../pairs.js";
import { sentencesOf } from "../sentences.js";

const ASKS_LIST = /哪些|哪几|全部|所有|都有|有什么|名单|列出|列一下|条件|方向|领域|几(个|大)?方面|几(条|项|点|类)/;
/** Names that tell the parts of a matter; 条件 or 方向 alone may ask of one of them. */
const ASKS_PARTS = /哪些|哪几|哪(两|三|四|五|六|七|八)|全部|所有|都有|有什么|列(出|举|一下)|包括|几(个|大)?方面|几(条|项|点|类)|是什么/;
/** 我们算哪个领域 asks for the one that fits, not for the list that it stands in. */
const ASKS_ONE = /(算|归|属|划|列|排|挂|填|对|找|蹲|站)[^,，。？?]{0,4}哪(?!些|几|两|三|四|五|六|七|八)/;
const OPENS_LIST = /[：:]$|以下/;
const FEWEST_ITEMS = 3;
/** A list whose items together are up to this long is given whole; of a longer one, each item's first sentence. */
const WHOLE_LIST = 1500;
/** The parts of a heading carry names, which answer by themselves. */
const WHOLE_PARTS = 700;
/** Passages looked at for the parts of one provision. */
const DEPTH = 5;

/** A list in a document: the leaf that opens it (a sentence or a heading) and its items. */
interface Items {
  document: PolicyDocument;
  opening: Provision | null;
  items: Provision[];
  wholeUpTo: number;
}

/**
 * The whole list, its opening first, where the question asks for one: the items that the best passage opens (…应同时满足以下
 * 基本条件：), or the parts under a heading that the question names.
 * A list that is quoted in part would be taken for the whole.
 */
export function listIn(found: Found, evidence: readonly Evidence[]): CitedSpan[] | null {
  const { question, intent } = found.understanding;
  const asksList = intent === "list" || intent === "eligibility" || ASKS_LIST.test(question);
  if (evidence.length === 0 || !asksList || (ASKS_ONE.test(question) && !ASKS_PARTS.test(question))) return null;
  const list = openedBy(evidence[0]!) ?? partsNamed(found, evidence);
  return list && spansOf(list);
}

function spansOf({ document, opening, items, wholeUpTo }: Items): CitedSpan[] {
  const length = items.reduce((sum, item) => sum + item.end - item.start, 0);
  const toSpan = length <= wholeUpTo ? wholeSpan : firstSentence;
  return [...(opening ? [wholeSpan(document, opening)] : []), ...items.map((item) => toSpan(document, item))];
}

/** A sentence that only opens a list says nothing without its items. */
export function opensOnly({ passage: { document, provision } }: Evidence): boolean {
  return provision.kind === "intro" && /[：:]$/.test(document.text.slice(provision.start, provision.end));
}

/** The items that a leaf opens: its siblings after an intro, or after a paragraph that says so. */
function openedBy({ passage: { document, provision } }: Evidence): Items | null {
  const parent = provision.parent === null ? null : document.provisions[provision.parent]!;
  const opens = provision.kind === "intro" || (provision.kind === "para" && OPENS_LIST.test(document.text.slice(provision.start, provision.end)));
  if (!parent || !opens) return null;
  const items = itemsOf(document, parent).filter(({ ordinal }) => ordinal !== null);
  return items.length < FEWEST_ITEMS ? null : { document, opening: provision, items, wholeUpTo: WHOLE_LIST };
}

/** The parts of a provision that can stand as items: numbered, or with a heading of their own. */
export function itemsOf({ provisions }: PolicyDocument, parent: Provision): Provision[] {
  return parent.children
    .map((child) => provisions[child]!)
    .filter(({ kind, ordinal, heading }) => kind !== "dash" && kind !== "heading" && kind !== "intro" && (ordinal !== null || heading !== null));
}

/** 保障措施有哪几个方面: the parts of the provision whose heading the question names, and of which it asks nothing more particular. */
function partsNamed(found: Found, evidence: readonly Evidence[]): Items | null {
  if (!ASKS_PARTS.test(found.understanding.question)) return null;
  const asked = askedWords(found);
  const said = saidIn(found).join("\n");
  const documents = new Set(evidence.slice(0, DEPTH).map(({ passage }) => passage.document));
  const isNamed = (heading: string): boolean => heading.length >= SHORTEST_NAME && mayBeNamed(heading, said) && isAskedFor(heading, asked, found);
  let best: { list: Items; length: number } | null = null;
  for (const document of documents) {
    for (const provision of document.provisions) {
      const heading = provision.heading ?? "";
      if (heading.length <= (best?.length ?? 0) || !isNamed(heading)) continue;
      const list = listOf(provision, document, found, evidence[0]!);
      if (list) best = { list, length: heading.length };
    }
  }
  return best?.list ?? null;
}

/** The parts of a provision that the question asks nothing more particular of. */
function listOf(provision: Provision, document: PolicyDocument, found: Found, top: Evidence): Items | null {
  return wordsBeyond(provision.heading!, document, found) <= MOST_BEYOND && holdsBest(provision, top) ? partsOf(document, provision) : null;
}

const SHORTEST_NAME = 4;

function isAskedFor(heading: string, asked: ReadonlySet<string>, found: Found): boolean {
  const words = contentWords(heading, found);
  return words.length > 0 && words.every((word) => asked.has(word));
}

/** Particular words of the question that neither the heading nor the document's names hold. */
function wordsBeyond(heading: string, document: PolicyDocument, found: Found): number {
  return contentWords(found.understanding.question, found).filter((word) => !heading.includes(word) && !names(document).includes(word) && isParticular(word, found)).length;
}

function names({ meta }: PolicyDocument): string {
  return [meta.title, ...meta.shortTitles].join("\n");
}

/** The best passage is one of the parts: what the words name is also what was found. */
function holdsBest({ from, until }: Provision, { passage: { provision } }: Evidence): boolean {
  return provision.from >= from && provision.until <= until;
}

/** Words that a question may hold beside the heading's: 指出, 提出. */
const MOST_BEYOND = 1;

function partsOf(document: PolicyDocument, parent: Provision): Items | null {
  const items = itemsOf(document, parent);
  if (items.length < FEWEST_ITEMS) return null;
  const first = document.provisions[parent.children[0]!]!;
  const opens = first.kind === "heading" || first.kind === "intro";
  return { document, opening: opens ? first : null, items, wholeUpTo: WHOLE_PARTS };
}

/** The question, and what the lexicon says for it. */
function saidIn({ understanding, retrieved }: Found): string[] {
  return [understanding.question, ...retrieved.query.rewordings.flatMap((rewording) => rewording.means)];
}

function askedWords(found: Found): Set<string> {
  return new Set(saidIn(found).flatMap((text) => contentWords(text, found)));
}

/** Spares cutting every heading into words: half of its pairs of characters stand in what was said. */
function mayBeNamed(heading: string, said: string): boolean {
  return shareOfPairs(heading, said) >= 0.5;
}

/** The words of a text that tell one provision from another: neither stop words nor what the whole collection speaks of. */
function contentWords(text: string, { snapshot: { tokenizer, lexicon, lexical, passages } }: Found): string[] {
  const stop = new Set(lexicon.stopwords);
  const common = passages.length * COMMON_SHARE;
  return tokenizer.words(text).filter((word) => word.length >= 2 && !stop.has(word) && lexical.documentFrequency(termName.word(word)) <= common);
}

const COMMON_SHARE = 0.5;

/** A word that stands in few passages: the question asks of this, not of the list. */
function isParticular(word: string, { understanding, snapshot: { lexical, passages } }: Found): boolean {
  const frequency = lexical.documentFrequency(termName.word(word));
  const isPlace = understanding.places.some(({ name }) => name.includes(word) || word.includes(name));
  return frequency > 0 && frequency < passages.length * PARTICULAR_SHARE && !isPlace;
}

const PARTICULAR_SHARE = 0.1;

/** An item with provisions of its own is told by the first of them: its heading. */
function firstSentence(document: PolicyDocument, item: Provision): CitedSpan {
  const [first] = item.children;
  if (first !== undefined) return firstSentence(document, document.provisions[first]!);
  return { ...wholeSpan(document, item), end: sentencesOf(document.text, item.start, item.end)[0]!.end };
}
