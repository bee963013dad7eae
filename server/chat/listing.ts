import type { PolicyDocument, Provision } from "../../ingest/index.js";
import type { Evidence } from "../retrieval/evidence.js";
import type { Understanding } from "../understanding/understanding.js";
import { wholeSpan, type CitedSpan } from "./citations.js";
import { sentencesOf } from "./sentences.js";

/** A list that a question asks for: the sentence that opens it and every one of its items. */
export interface Listing {
  opening: CitedSpan;
  items: CitedSpan[];
}

const ASKS_LIST = /哪些|哪几|全部|所有|都有|有什么|名单|列出|列一下|条件|方向|领域/;
const OPENS_LIST = /[：:]$|以下/;
const FEWEST_ITEMS = 3;
/** A list whose items together are up to this long is given whole; of a longer one, each item's first sentence. */
const WHOLE_LIST = 1500;

/**
 * The whole list, where the question asks for one and the best evidence is the sentence that opens it (…应同时满足以下基本条件：).
 * A list that is quoted in part would be taken for the whole.
 */
export function listingFor({ question, intent }: Understanding, evidence: readonly Evidence[]): Listing | null {
  const best = evidence[0]?.passage;
  if (!best || !(intent === "list" || ASKS_LIST.test(question))) return null;
  const { document, provision } = best;
  const items = itemsAfter(document, provision);
  if (items.length < FEWEST_ITEMS) return null;
  const length = items.reduce((sum, item) => sum + item.end - item.start, 0);
  const toSpan = length <= WHOLE_LIST ? wholeSpan : firstSentence;
  return { opening: wholeSpan(document, provision), items: items.map((item) => toSpan(document, item)) };
}

/** The numbered provisions that a leaf opens: its siblings after an intro, or after a paragraph that says so. */
function itemsAfter(document: PolicyDocument, leaf: Provision): Provision[] {
  const parent = leaf.parent === null ? null : document.provisions[leaf.parent]!;
  const opens = leaf.kind === "intro" || (leaf.kind === "para" && OPENS_LIST.test(document.text.slice(leaf.start, leaf.end)));
  if (!parent || !opens) return [];
  return parent.children.map((child) => document.provisions[child]!).filter((child) => child.ordinal !== null && child.kind !== "dash");
}

function firstSentence(document: PolicyDocument, item: Provision): CitedSpan {
  return { ...wholeSpan(document, item), end: sentencesOf(document.text, item.start, item.end)[0]!.end };
}
