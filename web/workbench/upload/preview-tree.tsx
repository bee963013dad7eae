import type { VNode } from "preact";
import type { TreeNode } from "../../../server/schemas/http.js";

/** Every provision with its address, the text of the innermost ones: what a citation of this document would quote. */
export function PreviewTree({ tree, text }: { tree: readonly TreeNode[]; text: string }): VNode {
  return (
    <section class="card wb-panel preview__structure" aria-labelledby="preview-structure">
      <h2 class="wb-subtitle" id="preview-structure">结构和正文</h2>
      <div class="preview__scroll" tabIndex={0} role="region" aria-labelledby="preview-structure">
        <Nodes nodes={tree} text={text} />
      </div>
    </section>
  );
}

function Nodes({ nodes, text }: { nodes: readonly TreeNode[]; text: string }): VNode {
  return <ul class="preview__nodes">{nodes.map((node) => <Node key={node.eId} node={node} text={text} />)}</ul>;
}

function Node({ node, text }: { node: TreeNode; text: string }): VNode {
  const { eId, label, heading, inferred, start, end, children } = node;
  return (
    <li class="preview__node" id={eId}>
      <p class="preview__label">
        <strong>{label === "" ? heading : label}</strong> <code class="preview__address">{eId}</code>
        {inferred && <span class="badge note-line__kind--inferred">推定</span>}
      </p>
      {children.length === 0 ? <p class="preview__text">{text.slice(start, end)}</p> : <Nodes nodes={children} text={text} />}
    </li>
  );
}
