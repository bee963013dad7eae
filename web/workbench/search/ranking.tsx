import type { VNode } from "preact";
import type { ExplanationNode } from "../../../server/schemas/http.js";

/** Why a provision stands where it does: its score and the named parts that sum to it, each as a bar of the same scale. */
export function Ranking({ explanation, best }: { explanation: ExplanationNode; best: number }): VNode {
  if (!explanation.parts) return <p class="ranking__summary">为什么排在这里：{explanation.detail}</p>;
  return (
    <details class="ranking">
      <summary class="ranking__summary">为什么排在这里（{scoreText(explanation.score)} 分）</summary>
      <table class="ranking__table">
        <thead class="visually-hidden">
          <tr><th>组成</th><th>分数</th><th>图示</th><th>说明</th></tr>
        </thead>
        <tbody>{rowsOf(explanation).map(({ node, depth }) => <Row key={`${depth} ${node.name}`} node={node} depth={depth} best={best} />)}</tbody>
      </table>
    </details>
  );
}

interface ExplainedRow {
  node: ExplanationNode;
  depth: number;
}

/** The tree in reading order, each part below what it is a part of. */
function rowsOf(node: ExplanationNode, depth = 0): ExplainedRow[] {
  return [{ node, depth }, ...(node.parts ?? []).flatMap((part) => rowsOf(part, depth + 1))];
}

function Row({ node: { name, score, detail }, depth, best }: ExplainedRow & { best: number }): VNode {
  return (
    <tr class={depth === 0 ? "ranking__row ranking__row--sum" : "ranking__row"}>
      <th scope="row" class="ranking__name">{name}</th>
      <td class="ranking__score">{depth > 0 && score > 0 ? "+" : ""}{scoreText(score)}</td>
      <td class="ranking__bar"><Bar share={score / best} /></td>
      <td class="ranking__detail">{detail}</td>
    </tr>
  );
}

/** Right of the line what a part adds, left of it what it takes away. */
function Bar({ share }: { share: number }): VNode {
  const length = Math.min(1, Math.abs(share)) * 75;
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class={share < 0 ? "bar__less" : "bar__more"} x={share < 0 ? 25 - Math.min(25, length) : 25} y="1" width={share < 0 ? Math.min(25, length) : length} height="6" />
      <line class="bar__zero" x1="25" x2="25" y1="0" y2="8" />
    </svg>
  );
}

function scoreText(score: number): string {
  return score.toFixed(3).replace(/\.?0+$/, "").replace("-", "−");
}
