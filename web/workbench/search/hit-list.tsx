import type { VNode } from "preact";
import type { DocumentSummary } from "../../client/wire.js";
import { StandingBadge } from "../parts/standing-badge.js";
import { hrefOf } from "../routing.js";
import { HitText } from "./hit-text.js";
import { Ranking } from "./ranking.js";
import type { Hit, SearchReply } from "./search-query.js";

interface Props {
  reply: SearchReply;
  documents: readonly DocumentSummary[];
  day: string;
  /** Whether these are the hits of what was asked before. */
  stale: boolean;
}

/** What was found, best first, and how the question was understood. */
export function HitList({ reply: { hits, understood = [] }, documents, day, stale }: Props): VNode {
  if (hits.length === 0) return <Nothing />;
  // A provision named by its number has no parts: its score is no sum, and would make all other bars short.
  const best = Math.max(...hits.map(({ score, explanation }) => (explanation?.parts ? score : 0)));
  return (
    <section aria-label="检索结果" aria-busy={stale}>
      <p class="hits__count">
        {hits.length} 条{understood.length > 0 && `　理解为：${understood.map((line) => told(line, documents)).join("；")}`}
      </p>
      <ol class={stale ? "hits hits--stale" : "hits"}>
        {hits.map((hit) => (
          <HitCard key={hit.provisionId} hit={hit} document={documents.find(({ id }) => id === hit.documentId)} day={day} best={best} />
        ))}
      </ol>
    </section>
  );
}

/** What was understood, in a line; documents by their titles. */
function told({ name, detail }: NonNullable<SearchReply["understood"]>[number], documents: readonly DocumentSummary[]): string {
  const titled = (id: string): string => documents.find((document) => document.id === id)?.title ?? id;
  return `${name} ${name === "文件" ? detail.split("、").map(titled).join("、") : detail}`;
}

function HitCard({ hit, document, day, best }: { hit: Hit; document: DocumentSummary | undefined; day: string; best: number }): VNode {
  return (
    <li class="card hit">
      <a class="hit__link" data-hit href={hrefOf("read", { rest: hit.documentId, hash: hit.provisionId.slice(hit.documentId.length + 1) })}>
        <span class="hit__label">{hit.label}</span>
        <span class="hit__title">《{hit.documentTitle}》</span>
      </a>
      <p class="hit__badges">
        {hit.explanation && !hit.explanation.parts && <span class="badge badge--exact">{hit.explanation.name}直达</span>}
        {document && <StandingBadge document={document} day={day} />}
        {document?.region && <span class="badge badge--region">{document.region}</span>}
        {hit.path.length > 0 && <span class="hit__path">{hit.path.join(" › ")}</span>}
      </p>
      <HitText text={hit.text} spans={hit.matched ?? []} />
      {hit.explanation && <Ranking explanation={hit.explanation} best={best} />}
    </li>
  );
}

function Nothing(): VNode {
  return (
    <div class="card wb-panel">
      <p>没有找到。可以换一种说法、少写几个字，或者放宽上面的地区、文件和效力。</p>
    </div>
  );
}
