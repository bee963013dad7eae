import type { VNode } from "preact";
import type { Matrix } from "./matrix-query.js";
import { MatrixCell } from "./matrix-cell.js";

/** Regions across, themes down. Roles are written out: on a phone the cells are blocks, which a browser would take for no table. */
export function MatrixTable({ matrix: { columns, rows, asOf }, stale }: { matrix: Matrix; stale: boolean }): VNode {
  const documents = columns.flatMap((column) => column.documents);
  return (
    <table class={stale ? "matrix matrix--stale" : "matrix"} role="table" aria-busy={stale}>
      <caption class="matrix__caption">效力按 {asOf} 判断；“原文没有写”指按主题词没有在这份文件里认出相应条款，不以别处的规定代替。</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" class="matrix__corner">主题</th>
          {columns.map(({ name, background }) => (
            <th key={name} role="columnheader" scope="col" class={background ? "matrix__region matrix__region--background" : "matrix__region"}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ theme, cells }) => (
          <tr key={theme.id} role="row" class="matrix__row">
            <th role="rowheader" scope="row" class="matrix__theme">
              {theme.name}
              <span class="matrix__about">{theme.about}</span>
            </th>
            {cells.map((cell, i) => (
              <td key={columns[i]!.name} role="cell" class={columns[i]!.background ? "matrix__cell matrix__cell--background" : "matrix__cell"}>
                <p class="matrix__cell-region" aria-hidden="true">{columns[i]!.name}</p>
                <MatrixCell cell={cell} documents={documents} day={asOf} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
