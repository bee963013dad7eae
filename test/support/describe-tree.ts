import type { PolicyDocument, Provision } from "../../ingest/model.js";

const EDGE_LENGTH = 12;

/**
 * A document's tree as a person reviews it: one line a provision, indented by depth, with its address, label, kind,
 * heading, whether its number was inferred, and the first and last 12 characters of its content.
 */
export function describeTree({ text, provisions }: Pick<PolicyDocument, "text" | "provisions">): string {
  const depths: number[] = [];
  const lines = provisions.map((provision, i) => {
    depths[i] = provision.parent === null ? 0 : depths[provision.parent]! + 1;
    return `${"  ".repeat(depths[i])}${describeProvision(text, provision)}`;
  });
  return `${lines.join("\n")}\n`;
}

function describeProvision(text: string, { eId, label, kind, heading, inferred, start, end }: Provision): string {
  const content = text.slice(start, end).replace(/\n/g, "⏎");
  const edges = content.length <= 2 * EDGE_LENGTH ? content : `${content.slice(0, EDGE_LENGTH)}……${content.slice(-EDGE_LENGTH)}`;
  return [eId, label, kind, heading === null ? "-" : `《${heading}》`, ...(inferred ? ["推定"] : []), edges].join(" | ");
}
