import type { PolicyDocument, Provision, Snapshot } from "../../../ingest/index.js";
import { toCitation } from "../../chat/citations.js";
import { figuresOf } from "../../chat/guards/figures.js";
import { spanGuard } from "../../chat/guards/span.js";
import type { SentenceSpan } from "../../chat/sentences.js";
import type { Figures, Obligation, Piece, Target } from "../../schemas/figures.js";
import type { Citation } from "../../schemas/objects.js";
import { chooseDocuments, headOf, isBackground, issuedOn, regionsOf, type DocumentChoice } from "../chosen-documents.js";
import { obligationsIn } from "./obligations.js";
import { targetsIn } from "./targets.js";

/**
 * The targets and the times of the chosen documents, each with the sentence it stands in. A text that is no policy sets none.
 * @param asOf ISO day by which status is told
 * @throws AppError unknown_document, unknown_region
 */
export function readFigures({ documents, manifest }: Snapshot, choice: Omit<DocumentChoice, "background">, asOf: string): Figures {
  const { shown, leftOut } = chooseDocuments(documents.values(), { ...choice, background: false }, asOf);
  const read = shown.filter((document) => !isBackground(document));
  let n = 0;
  const cite = (document: PolicyDocument, provision: Provision, { start, end }: SentenceSpan): Citation => toCitation({ document, provision, start, end }, ++n, asOf);
  return {
    asOf,
    snapshot: manifest.id,
    documents: read.map((document) => headOf(document, asOf)),
    targets: read.flatMap((document) => targetsOf(document, cite)).filter((target) => isProven(target, [target.figure, target.what], documents)),
    obligations: read.flatMap((document) => timesOf(document, cite)).filter((time) => isProven(time, [time.when], documents)),
    leftOut,
    regions: regionsOf(issuedOn(documents.values(), asOf)),
  };
}

type Cite = (document: PolicyDocument, provision: Provision, sentence: SentenceSpan) => Citation;

function targetsOf(document: PolicyDocument, cite: Cite): Target[] {
  return targetsIn(document).map(({ provision, sentence, year, figure, what, unit, value }) => ({
    ...cite(document, provision, sentence),
    year,
    figure: pieceOf(document, figure),
    what: pieceOf(document, what),
    under: provision.heading ?? (provision.parent === null ? null : document.provisions[provision.parent]!.heading),
    unit,
    value,
  }));
}

function timesOf(document: PolicyDocument, cite: Cite): Obligation[] {
  return obligationsIn(document).map(({ provision, sentence, kind, when, everyMonths }) => ({ ...cite(document, provision, sentence), kind, when: pieceOf(document, when), everyMonths }));
}

function pieceOf({ text }: PolicyDocument, { start, end }: SentenceSpan): Piece {
  return { text: text.slice(start, end), start, end };
}

/** The guards of an answer, for what is shown beside it: the quote is the text's, each piece is the quote's, and so is every figure. */
function isProven(citation: Citation, pieces: readonly Piece[], documents: ReadonlyMap<string, PolicyDocument>): boolean {
  const stated = new Set(figuresOf(citation.quote));
  const inQuote = ({ text, start, end }: Piece): boolean => text !== "" && citation.quote.slice(start - citation.start, end - citation.start) === text;
  return spanGuard({ citations: [citation], documents }).length === 0 && pieces.every(inQuote) && pieces.flatMap(({ text }) => figuresOf(text)).every((figure) => stated.has(figure));
}
