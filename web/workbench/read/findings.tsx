import type { VNode } from "preact";
import type { FindingsReply } from "../../../server/schemas/staff.js";
import { leafFinder, type PlacedLeaf } from "../../reader/tree.js";

type Finding = FindingsReply["findings"][number];

interface Props {
  findings: readonly Finding[];
  leaves: readonly PlacedLeaf[];
  /** The document's text, whose lines the findings count. */
  text: string;
}

/** What the numbering audit found, each the way to its place. */
export function Findings({ findings, leaves, text }: Props): VNode {
  if (findings.length === 0) return <p class="findings findings--none">序号核对：没有缺号、重号和倒退。</p>;
  const leafAt = leafFinder(leaves, text);
  return (
    <details class="card findings">
      <summary class="findings__summary">序号核对：{findings.length} 处要留意</summary>
      <ul>
        {findings.map(({ line, message, context }) => (
          <li key={`${line} ${message}`} class="findings__item">
            <a href={`#${leafAt(line)}`}>第 {line} 行</a> {message}
            <span class="findings__context">「{context}…」</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
