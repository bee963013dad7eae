import type { VNode } from "preact";
import type { ComparedDocument, MatrixCell as Cell, MatrixProvision } from "../../../server/schemas/matrix.js";
import { StandingBadge } from "../parts/standing-badge.js";
import { MatrixQuote } from "./matrix-quote.js";

/** Provisions that a cell shows of a document at once; the others are folded, but never a single one. */
const SHOWN = 4;

interface Props {
  cell: Cell;
  documents: readonly ComparedDocument[];
  /** ISO day by which standings are told. */
  day: string;
}

/** What a region's documents say of a theme, document by document; one that says nothing stands there as such. */
export function MatrixCell({ cell, documents, day }: Props): VNode {
  return (
    <>
      {cell.documents.map(({ documentId, provisions }) => {
        const document = documents.find((one) => one.documentId === documentId)!;
        return (
          <div key={documentId} class="matrix-cell">
            <p class="matrix-cell__document">
              {document.title} <StandingBadge document={document} day={day} />
            </p>
            {provisions.length === 0 ? <p class="matrix-cell__empty">原文没有写</p> : <Quotes provisions={provisions} />}
          </div>
        );
      })}
    </>
  );
}

function Quotes({ provisions }: { provisions: readonly MatrixProvision[] }): VNode {
  const shown = provisions.length === SHOWN + 1 ? SHOWN + 1 : SHOWN;
  const [first, rest] = [provisions.slice(0, shown), provisions.slice(shown)];
  return (
    <>
      <List provisions={first} />
      {rest.length > 0 && (
        <details class="matrix-cell__rest">
          <summary>另有 {rest.length} 处</summary>
          <List provisions={rest} />
        </details>
      )}
    </>
  );
}

function List({ provisions }: { provisions: readonly MatrixProvision[] }): VNode {
  return <ul>{provisions.map((provision) => <MatrixQuote key={provision.n} provision={provision} />)}</ul>;
}
