import type { AskBody } from "../schemas/http.js";
import type { Answer } from "../schemas/objects.js";
import type { TurnEvent } from "../schemas/socket.js";
import type { Evidence } from "../retrieval/evidence.js";
import type { Retrieved } from "../retrieval/retrieve.js";
import { withVersions } from "../retrieval/versions.js";
import { newId } from "../store/store.js";
import type { RememberedTurn } from "../understanding/understand.js";
import type { Understanding } from "../understanding/understanding.js";
import { toCitation, wholeSpan, provisionId, type CitedSpan } from "./citations.js";
import { aboutDocuments } from "./about/about-documents.js";
import { choose, type Chosen } from "./chosen.js";
import { compose, type Composition } from "./compose.js";
import type { Content, Draft } from "./draft.js";
import { writeOut, type Piece } from "./compose/piece.js";
import type { Engine } from "./engine.js";
import type { Found } from "./found.js";
import { gapsOf } from "./gaps.js";
import { decide, type GateDecision } from "./gate.js";
import type { Refusal } from "./gate/check.js";
import { interviewDraft } from "./interview/draft.js";
import { interviewTurn, stateAfter, type InterviewTurn } from "./interview/interview.js";
import type { InterviewState } from "./interview/state.js";
import { runGuards, type GuardFinding } from "./guards/guards.js";
import { noticesFor } from "./notices.js";
import { aspectsOf, partsOf } from "./parts.js";
import { premisesOf } from "./premise.js";
import { offersRelated, refusalText } from "./refusal.js";
import { suggestionsFrom } from "./suggestions.js";
import { aigcLabel } from "./written/aigc.js";
import { reworded } from "./written/reword.js";
import { settle, type Finding, type Verify } from "./written/settle.js";
import type { Writing } from "./written/write-answer.js";

/** A question with what the conversation remembers. */
export interface TurnRequest extends Omit<AskBody, "conversationId" | "asOf"> {
  conversationId: string;
  /** ISO day by which validity is judged. */
  asOf: string;
  history: readonly RememberedTurn[];
  /** The self-assessment of the conversation as it stands; left out or null where there is none. */
  interview?: InterviewState | null;
}

/** The finished turn: the answer, and what it came from. */
export interface TurnOutcome {
  answer: Answer;
  understanding: Understanding;
  evidence: { provisionId: string; score: number }[];
  guards: Finding[];
  /** The self-assessment of the conversation after the turn. */
  interview: InterviewState | null;
}

/** What a turn may have beside its engine. */
export interface TurnOptions {
  /** A model that may retell the answer; null or left out: the text is quoted. */
  writing?: Writing | null;
  signal?: AbortSignal;
}

const RELATED = 3;
/** Below this a passage shares next to nothing with the question. */
const LEAST_RELATED = 0.2;

/**
 * One turn: understand -> a self-assessment, or retrieve -> gate -> compose or refuse -> verify -> let a model retell it where there is
 * one. Yields its events up to the answer, which it returns: the caller keeps it before it is sent. It always ends in an answer, a refusal
 * or a clarifying question.
 */
export async function* runTurn(request: TurnRequest, engine: Engine, { writing = null, signal }: TurnOptions = {}): AsyncGenerator<TurnEvent, TurnOutcome> {
  const started = performance.now();
  yield { type: "status", stage: "understanding" };
  const understood = engine.understander.understand(request.question, request.history, request);
  const understanding = request.documentId === undefined ? withVersions(understood, engine.snapshot.documents, request.asOf) : understood;

  const { interview: before = null } = request;
  const interview = interviewTurn(understanding, before, engine.snapshot, request.asOf);

  yield { type: "status", stage: "retrieving" };
  const retrieveStarted = performance.now();
  const found = await find(understanding, request, engine);
  const parts = await Promise.all(found.retrieved.exact.length > 0 ? [] : partsOf(understanding).map((part) => find(part, request, engine)));
  const retrieveMs = performance.now() - retrieveStarted;

  yield { type: "status", stage: "composing" };
  const asAsked = assessedDraft(request, found, parts, interview, engine) ?? aboutDraft(request, found) ?? evidenceDraft(request, found, parts, engine);
  const { draft, basis } = (await inOtherWords(asAsked, request, found, engine, writing)) ?? { draft: asAsked, basis: found };

  yield { type: "status", stage: "verifying" };
  const verify: Verify = (content, mode) => verified({ ...draft, ...content }, request, basis, mode);
  const { content, guards, mode, written } = yield* settle(draft, verify, { found: basis, engine, asOf: request.asOf, writing, signal });

  const answerId = newId();
  const answer: Answer = {
    conversationId: request.conversationId,
    answerId,
    ...content,
    mode,
    ...(written ? { written } : {}),
    ...(writing && mode === "model" ? { AIGC: aigcLabel(writing.producer, answerId) } : {}),
    snapshot: engine.snapshot.manifest.id,
    timings: { totalMs: round(performance.now() - started), retrieveMs: round(retrieveMs) },
  };
  return { answer, understanding, evidence: evidenceRecord(basis.retrieved), guards, interview: stateAfter(interview, before) };
}

/** Retrieval for one question: the sentence, or one of those that it asks. */
async function find(understanding: Understanding, { asOf }: TurnRequest, { retriever, snapshot }: Engine): Promise<Found> {
  return { understanding, retrieved: await retriever.retrieve(understanding, asOf), snapshot };
}

/** A self-assessment is told from the rules that it goes by; the question that it begins with may ask more, which is answered beside. */
function assessedDraft(request: TurnRequest, found: Found, parts: readonly Found[], turn: InterviewTurn | null, engine: Engine): Draft | null {
  if (!turn) return null;
  const { pieces, ...draft } = interviewDraft(turn, request.conversationId, found.snapshot);
  const beside = turn.begins ? besideAssessment(found, parts, pieces, engine) : [];
  return { ...answered(request, found, { pieces: [...pieces, ...beside], tail: "" }), ...draft };
}

/** The best of what the question finds and the self-assessment does not quote. */
function besideAssessment(found: Found, parts: readonly Found[], told: readonly Piece[], engine: Engine): Piece[] {
  const { chosen, decision } = decided(found, parts, engine);
  if (chosen.scopes.length > 1 || !decision.answerable) return [];
  const quoted = new Set(told.map(({ span }) => span.provision));
  const notQuoted = ([first]: CitedSpan[]): boolean => !quoted.has(first!.provision);
  const blocks = chosen.blocks.map(({ provisions, ...block }) => ({ ...block, form: "provisions" as const, provisions: provisions.filter(notQuoted).slice(0, MOST_BESIDE) }));
  return compose({ ...chosen, blocks }, []).pieces;
}

const MOST_BESIDE = 2;

/** A question about the documents themselves is answered from what the corpus records of them. */
function aboutDraft(request: TurnRequest, found: Found): Draft | null {
  const about = aboutDocuments(found, request.asOf);
  if (!about) return null;
  if (about.missing !== "") return refusalDraft(request, { reason: "value_missing", missing: about.missing }, found);
  return { ...answered(request, found, { pieces: about.pieces, tail: "" }), opening: about.opening, gaps: about.closing };
}

/** Every other question is answered from its evidence, or refused. */
function evidenceDraft(request: TurnRequest, found: Found, parts: readonly Found[], engine: Engine): Draft {
  const { chosen, decision } = decided(found, parts, engine);
  if (!decision.answerable) return refusalDraft(request, decision, found);
  const mayBeRetold = chosen.blocks.every(({ form }) => form === "provisions");
  return {
    ...answered(request, found, compose(chosen, aspectsOf(found.understanding))),
    opening: premisesOf(found, chosen, request.asOf),
    gaps: gapsOf(found, chosen),
    ...(mayBeRetold ? { retold: chosen } : {}),
  };
}

/** A refused question in other words, where a model proposes some and the gate lets what they find pass; the reader is told which. */
async function inOtherWords({ refused }: Draft, request: TurnRequest, asked: Found, engine: Engine, writing: Writing | null): Promise<{ draft: Draft; basis: Found } | null> {
  if (!writing?.rewriter || refused === undefined) return null;
  const understand = (question: string): Understanding => engine.understander.understand(question, request.history, request);
  for (const understanding of await reworded(refused, asked.understanding, writing.rewriter, understand)) {
    const basis = await find(understanding, request, engine);
    const draft = evidenceDraft(request, basis, [], engine);
    const told = `没有条款用您的说法。换成“${understanding.question}”查到：`;
    if (draft.outcome === "answered") return { draft: { ...draft, opening: [told, ...draft.opening], saidBefore: asked.understanding.question }, basis };
  }
  return null;
}

/** What would be quoted, and whether it answers. */
function decided(found: Found, parts: readonly Found[], { leftOpen }: Engine): { chosen: Chosen; decision: GateDecision } {
  const chosen = choose(found, parts);
  return { chosen, decision: decide({ ...found, chosen, leftOpen }) };
}

function answered(request: TurnRequest, { understanding, retrieved }: Found, { pieces, tail }: Composition): Content {
  const spans = pieces.map(({ span }) => span);
  const quoted = new Set(spans.map(({ provision }) => provision));
  return {
    outcome: "answered",
    answer: writeOut(pieces, tail),
    citations: spans.map((span, i) => toCitation(span, i + 1, request.asOf)),
    notices: noticesFor(spans, understanding.regions, request.asOf),
    suggestions: suggestionsFrom(bestFirst(retrieved).filter(({ passage }) => !quoted.has(passage.provision)), request.question),
  };
}

function refusalDraft(request: TurnRequest, refusal: Refusal, { retrieved, snapshot }: Found): Draft {
  const nearest = offersRelated(refusal.reason) ? bestFirst(retrieved).filter((item) => item.score >= LEAST_RELATED) : [];
  const named = snapshot.passages.filter(({ document, provision }) => refusal.related?.includes(provisionId(document.meta.id, provision.eId)));
  const related = [...new Set([...named, ...nearest.map(({ passage }) => passage)])].slice(0, RELATED);
  return {
    outcome: refusal.reason === "too_vague" || refusal.reason === "incomplete_reference" ? "needs_clarification" : "refused",
    refused: refusal.reason,
    answer: refusalText(refusal, snapshot.documents.values()),
    opening: [],
    gaps: [],
    citations: [],
    notices: [],
    suggestions: suggestionsFrom(nearest.slice(0, RELATED), request.question),
    related: related.map(({ document, provision }, i) => toCitation(wholeSpan(document, provision), i + 1, request.asOf)),
  };
}

/** Guards run on the finished draft; one that fires turns the answer into a refusal rather than let it pass. */
function verified(draft: Draft, request: TurnRequest, found: Found, mode: Answer["mode"]): { content: Content; guards: GuardFinding[] } {
  if (draft.outcome !== "answered") return { content: finished(draft), guards: [] };
  const { understanding, snapshot } = found;
  const statements = [...draft.opening, ...draft.gaps];
  const question = [understanding.question, draft.saidBefore ?? ""].join("\n");
  const documentIds = [...understanding.documentIds, ...(draft.documentIds ?? [])];
  const guards = runGuards({ ...draft, statements, question, mode, understanding: { ...understanding, documentIds }, asOf: request.asOf, documents: snapshot.documents });
  if (guards.length === 0) return { content: finished(draft), guards };
  return { content: finished(refusalDraft(request, { reason: "unverified", missing: "" }, found)), guards };
}

function finished({ opening, gaps, saidBefore: _said, documentIds: _ids, retold: _retold, refused: _refused, ...content }: Draft): Content {
  return { ...content, answer: [...opening, content.answer, ...gaps].filter((text) => text !== "").join("\n\n") };
}

/** The evidence of all scopes, the scopes taking turns. */
function bestFirst({ scopes }: Retrieved): Evidence[] {
  const depth = Math.max(0, ...scopes.map((scope) => scope.evidence.length));
  return Array.from({ length: depth }, (_, i) => scopes.flatMap((scope) => scope.evidence[i] ?? [])).flat();
}

const KEPT_EVIDENCE = 20;

function evidenceRecord(retrieved: Retrieved): TurnOutcome["evidence"] {
  return bestFirst(retrieved)
    .slice(0, KEPT_EVIDENCE)
    .map(({ passage, score }) => ({ provisionId: provisionId(passage.document.meta.id, passage.provision.eId), score: round(score) }));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

