import type { VNode } from "preact";
import type { Citation } from "../../../server/schemas/objects.js";
import { hrefOf } from "../routing.js";

/** The way from a figure to its provision in the reader. */
export function ProvisionLink({ citation: { documentId, provisionId, label } }: { citation: Pick<Citation, "documentId" | "provisionId" | "label"> }): VNode {
  return <a data-provision={provisionId} href={hrefOf("read", { rest: documentId, hash: provisionId.slice(documentId.length + 1) })}>{label}</a>;
}
