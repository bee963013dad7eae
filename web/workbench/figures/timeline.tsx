import type { VNode } from "preact";
import type { Figures, Obligation } from "../../../server/schemas/figures.js";
import { Marked } from "../parts/marked.js";
import { StandingBadge } from "../parts/standing-badge.js";
import { ProvisionLink } from "./provision-link.js";
import { timelineOf } from "./timeline-order.js";

/** When what is due, each time with the sentence that sets it. */
export function Timeline({ figures }: { figures: Figures }): VNode {
  return (
    <section class="card wb-panel timeline" aria-labelledby="timeline-title">
      <h2 class="wb-subtitle" id="timeline-title">时间要求</h2>
      {figures.obligations.length === 0 && <p>这些文件里没有认出时间要求。</p>}
      {timelineOf(figures.obligations).map(({ name, times }) => (
        <div key={name}>
          <h3 class="timeline__part">{name}</h3>
          <ol class="timeline__list">{times.map((time) => <Time key={time.n} time={time} figures={figures} />)}</ol>
        </div>
      ))}
    </section>
  );
}

function Time({ time, figures: { documents, asOf } }: { time: Obligation; figures: Figures }): VNode {
  const document = documents.find(({ documentId }) => documentId === time.documentId)!;
  return (
    <li class="timeline__item">
      <p class="timeline__when">{time.when.text}</p>
      <blockquote class="timeline__sentence"><Marked quote={time.quote} start={time.start} spans={[time.when]} /></blockquote>
      <p class="timeline__source">
        <ProvisionLink citation={time} />
        <span>{document.region}</span>
        <span>《{document.title}》</span>
        <StandingBadge document={document} day={asOf} />
      </p>
    </li>
  );
}
