import type { Evidence } from "../retrieval/evidence.js";
import { MOST_EXACT } from "../retrieval/exact-lane.js";
import type { Retrieved } from "../retrieval/retrieve.js";
import type { Understanding } from "../understanding/understanding.js";
import { applicantIn } from "./choose/applicant.js";
import { bestOf } from "./choose/best.js";
import { listIn } from "./choose/list.js";
import { stepsIn } from "./choose/steps.js";
import { wholeSpan, type CitedSpan } from "./citations.js";
import { cutterFor } from "./cut-for-turn.js";
import type { Found } from "./found.js";

/** How the provisions of a block are told: quoted side by side, a list or steps an item a line, or whole by their number. */
export type Form = "provisions" | "list" | "steps" | "lookup";

/** What is quoted for one question of one region or document: each provision with the spans of it that answer. */
export interface Block {
  /** The question of a sentence that asks several; the whole sentence where it asks one. */
  asked: string;
  /** The region or document that was searched. */
  scope: string;
  form: Form;
  provisions: CitedSpan[][];
  /** True where it begins with who may apply, for one enterprise that asks. */
  applicant?: boolean;
}

/** The evidence of a turn, chosen once for the gate and for the answer. */
export interface Chosen {
  blocks: Block[];
  /** The regions or documents that are told side by side, in the question's order; one for a question of one. */
  scopes: string[];
}

/** @param parts the questions that the sentence asks, each with what was found for it; empty where it asks one */
export function choose(whole: Found, parts: readonly Found[]): Chosen {
  const { retrieved, understanding } = whole;
  const scopes = retrieved.scopes.map(({ scope }) => scope);
  if (retrieved.exact.length > 0) return { blocks: [lookupBlock(understanding, retrieved)], scopes: scopes.slice(0, 1) };
  const blocks = parts.length > 0 ? withRest(parts.flatMap(bestBlocksOf), blocksOf(whole)) : blocksOf(whole);
  return { blocks: scopes.length > 1 ? blocks : withinLimit(onceEach(blocks)), scopes };
}

/** A question of several: the best of its own; the rest comes from the sentence as a whole. */
function bestBlocksOf(found: Found): Block[] {
  return blocksOf(found).map((block) => (block.form === "provisions" ? { ...block, provisions: block.provisions.slice(0, 1) } : block));
}

/** What the sentence as a whole found joins the first question of the same region or document. */
function withRest(blocks: readonly Block[], whole: readonly Block[]): Block[] {
  const told = new Set(blocks.flatMap(({ provisions }) => provisions.map(([first]) => first!.provision)));
  return blocks.map((block) => {
    const isFirst = blocks.find(({ scope }) => scope === block.scope) === block;
    const rest = isFirst && block.form === "provisions" ? whole.filter(({ scope, form }) => scope === block.scope && form === "provisions") : [];
    const more = rest.flatMap(({ provisions }) => provisions.filter(([first]) => !told.has(first!.provision)));
    return { ...block, provisions: [...block.provisions, ...more] };
  });
}

function blocksOf(found: Found): Block[] {
  const { understanding, retrieved } = found;
  const cut = cutterFor(found);
  return retrieved.scopes.map(({ scope, evidence }) => {
    const applicant = applicantIn(found, evidence);
    const block = (form: Form, provisions: CitedSpan[][]): Block => ({ asked: understanding.question, scope, form, provisions, applicant: applicant.length > 0 });
    const steps = stepsIn(found, evidence);
    if (steps) return block("steps", [...applicant.slice(0, 1), ...steps].map((span) => [span]));
    const list = listIn(found, evidence);
    if (list) return block("list", list.map((span) => [span]));
    const best = quoted(bestOf(evidence, retrieved.scopes.length)).slice(0, applicant.length > 0 ? BESIDE_APPLICANT : undefined);
    return block("provisions", distinct([...applicant, ...best]).map(cut));
  });
}

const BESIDE_APPLICANT = 2;

function distinct(spans: readonly CitedSpan[]): CitedSpan[] {
  return spans.filter((span, i) => spans.findIndex(({ provision }) => provision === span.provision) === i);
}

function quoted(evidence: readonly Evidence[]): CitedSpan[] {
  return evidence.map(({ passage: { document, provision } }) => wholeSpan(document, provision));
}

function lookupBlock({ question }: Understanding, { exact }: Retrieved): Block {
  const provisions = exact.slice(0, MOST_EXACT).map(({ document, provision }) => [wholeSpan(document, provision)]);
  return { asked: question, scope: "", form: "lookup", provisions };
}

/** What an earlier block quotes is not quoted again. */
function onceEach(blocks: readonly Block[]): Block[] {
  const seen = new Set<unknown>();
  return blocks.map((block) => ({
    ...block,
    provisions: block.provisions.filter(([first]) => !seen.has(first!.provision) && seen.add(first!.provision)),
  }));
}

/** Citations of an answer, beside lists and comparisons. */
const MOST_CITATIONS = 6;

/** Leaves out what would be one citation too many; the first of each question stays. */
function withinLimit(blocks: readonly Block[]): Block[] {
  let left = MOST_CITATIONS - blocks.reduce((sum, { form, provisions: [first] }) => sum + (form === "provisions" ? (first?.length ?? 0) : 0), 0);
  return blocks.map((block) => {
    if (block.form !== "provisions") return block;
    return { ...block, provisions: block.provisions.filter((spans, i) => i === 0 || (left -= spans.length) >= 0) };
  });
}

/** Everything that is quoted, as one text. */
export function chosenText({ blocks }: Chosen): string {
  return blocks
    .flatMap(({ provisions }) => provisions.flatMap(([first]) => (first ? [first.document.text.slice(first.provision.start, first.provision.end)] : [])))
    .join("\n");
}
