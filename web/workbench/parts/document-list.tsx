import type { VNode } from "preact";
import type { DocumentSummary } from "../../client/wire.js";
import { today } from "../../ui/day.js";
import { hrefOf } from "../routing.js";
import { StandingBadge } from "./standing-badge.js";

/** Documents, each the way to its text. */
export function DocumentList({ documents, title }: { documents: readonly DocumentSummary[]; title: string }): VNode {
  const day = today();
  return (
    <section class="card wb-panel">
      <h2 class="wb-subtitle">{title}</h2>
      <ul>
        {documents.map((document) => (
          <li key={document.id} class="document-line">
            <a class="document-line__title" href={hrefOf("read", { rest: document.id })}>{document.title}</a>
            <p class="document-line__facts">
              <StandingBadge document={document} day={day} />
              {document.region && <span class="badge badge--region">{document.region}</span>}
              <span>{document.issuer}</span>
              <span>{document.docNumber ?? "原文未标文号"}</span>
              <span>{document.provisions} 条（段）</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
