import type { VNode } from "preact";
import type { Target } from "../../../server/schemas/figures.js";
import { Marked } from "../parts/marked.js";
import { groupName, type FigureGroup } from "./figure-groups.js";
import { ProvisionLink } from "./provision-link.js";

/** The targets of a group as a table that is its own chart: each row with its bar, the figure as the text has it, and its sentence. */
export function FigureTable({ group }: { group: FigureGroup }): VNode {
  return (
    <table class="figures" role="table">
      <caption class="figures__caption">{groupName(group)}</caption>
      <colgroup><col class="figures__column--what" /><col /><col class="figures__column--provision" /></colgroup>
      <thead class="visually-hidden" role="rowgroup">
        <tr role="row"><th role="columnheader" scope="col">目标</th><th role="columnheader" scope="col">数值</th><th role="columnheader" scope="col">条款</th></tr>
      </thead>
      <tbody role="rowgroup">{group.targets.map((target) => <Row key={target.figure.start} target={target} longest={group.longest} />)}</tbody>
    </table>
  );
}

function Row({ target, longest }: { target: Target; longest: number | null }): VNode {
  const { what, figure, under, value, quote, start } = target;
  return (
    <tr role="row" class="figures__row">
      <th role="rowheader" scope="row" class="figures__what">
        {under !== null && <span class="figures__under">{under}</span>}
        {what.text}
        <details class="figures__sentence">
          <summary>原句</summary>
          <blockquote><Marked quote={quote} start={start} spans={[figure]} /></blockquote>
        </details>
      </th>
      <td role="cell" class="figures__value">
        <span class="figures__figure">{figure.text}</span>
        {longest !== null && value !== null && <Bar share={value / longest} />}
      </td>
      <td role="cell" class="figures__provision"><ProvisionLink citation={target} /></td>
    </tr>
  );
}

/** Tells by its length what the figure beside it says in words. */
function Bar({ share }: { share: number }): VNode {
  return (
    <svg class="figures__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="figures__bar-track" x="0" y="1" width="100" height="6" />
      <rect class="figures__bar-length" x="0" y="1" width={Math.max(1, 100 * share)} height="6" />
    </svg>
  );
}
