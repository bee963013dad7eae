import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { MatrixProvision } from "../../../server/schemas/matrix.js";
import { hrefOf } from "../routing.js";

/** Quotes up to this length are shown whole, in characters; a longer one is folded after a clause. */
const SHOWN_WHOLE = 130;
const SHOWN_FIRST = 100;
const CLAUSE_END = /^.*[，；。、]/s;

/** A provision in a cell: its label, which opens it in the reader, and the short quote. */
export function MatrixQuote({ provision }: { provision: MatrixProvision }): VNode {
  const { documentId, provisionId, label, inferred, quote, cutBefore, cutAfter } = provision;
  const [whole, setWhole] = useState(quote.length <= SHOWN_WHOLE);
  return (
    <li class="matrix-quote">
      <a class="matrix-quote__label" data-provision={provisionId} href={hrefOf("read", { rest: documentId, hash: provisionId.slice(documentId.length + 1) })}>{label}</a>
      {inferred && <span class="matrix-quote__inferred">（原文缺序号，编号是推定的）</span>}
      <p class="matrix-quote__text">
        {cutBefore && "……"}
        {whole ? quote : beginningOf(quote)}
        {(cutAfter || !whole) && "……"}
        {quote.length > SHOWN_WHOLE && (
          <button type="button" class="matrix-quote__more" aria-expanded={whole} aria-label={`${label}：${whole ? "收起" : "展开摘录"}`} onClick={() => setWhole(!whole)}>{whole ? "收起" : "展开"}</button>
        )}
      </p>
    </li>
  );
}

/** Whole clauses: a figure that is cut in two would be another. */
function beginningOf(quote: string): string {
  const first = quote.slice(0, SHOWN_FIRST);
  return CLAUSE_END.exec(first)?.[0] ?? first;
}
