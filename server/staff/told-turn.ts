import type { Snapshot } from "../../ingest/index.js";
import { provisionUrl } from "../chat/citations.js";
import type { TurnOutcome } from "../chat/turn.js";
import { answerSchema } from "../schemas/objects.js";
import type { ToldTurn } from "../schemas/staff-asked.js";
import type { KeptTurn } from "../store/store.js";
import { describeUnderstanding } from "../understanding/describe.js";
import type { Understanding } from "../understanding/understanding.js";

/** What the caller had fixed beside the question. */
type Asked = Pick<ToldTurn, "question"> & { asOf?: string; region?: string; documentId?: string };
type Outcome = Pick<KeptTurn, "understanding" | "evidence" | "guards" | "answer">;

/**
 * A turn for staff. Neither the conversation's id nor an address that holds it is in it.
 * @param snapshot tells the text of the evidence
 */
export function toldTurn({ question, asOf, region, documentId }: Asked, { understanding, evidence, guards, answer }: Outcome | TurnOutcome, { documents }: Pick<Snapshot, "documents">): ToldTurn {
  const told = answerSchema.parse(answer);
  return {
    question,
    asOf: asOf ?? null,
    region: region ?? null,
    documentId: documentId ?? null,
    snapshot: told.snapshot,
    understood: understoodOf(understanding),
    evidence: evidence.map(({ provisionId, score }) => ({ provisionId, score, ...passageOf(provisionId, documents) })),
    outcome: told.outcome,
    answer: told.answer,
    mode: told.mode,
    citations: told.citations,
    related: told.related ?? [],
    notices: told.notices,
    guards: guards as ToldTurn["guards"],
  };
}

/** A turn kept by an older version may lack what is told of newer ones. */
function understoodOf(understanding: unknown): ToldTurn["understood"] {
  try {
    return describeUnderstanding(understanding as Understanding);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return [];
  }
}

/** The provision as the documents have it now; null where they do not. */
export function passageOf(provisionId: string, documents: Snapshot["documents"]): Omit<ToldTurn["evidence"][number], "provisionId" | "score"> {
  const [documentId = "", eId = ""] = provisionId.split("#");
  const document = documents.get(documentId);
  const provision = document?.provisions.find((one) => one.eId === eId);
  const url = provisionUrl(documentId, eId);
  if (!document || !provision) return { documentTitle: document?.meta.title ?? null, label: null, text: null, url };
  return { documentTitle: document.meta.title, label: provision.label, text: document.text.slice(provision.start, provision.end), url };
}
