import type { VNode } from "preact";
import { useWorkbench } from "../context.js";
import { useReply } from "../parts/use-reply.js";
import { versionsHref, worksOf } from "../versions/versions-query.js";

/** The way from a version to the others of the same document, each beside it: the earlier one is the old one. */
export function OtherVersions({ id }: { id: string }): VNode | null {
  const { api } = useWorkbench();
  const documents = useReply(() => api.open.fetchDocuments(), []);
  const work = documents.kind === "ready" ? worksOf(documents.value.documents).find(({ versions }) => versions.some((version) => version.id === id)) : undefined;
  if (!work) return null;
  const own = work.versions.findIndex((version) => version.id === id);
  return (
    <p class="other-versions">
      <span>其他版本：</span>
      {work.versions.map((other, i) => i !== own && <a key={other.id} href={versionsHref(i < own ? { before: other.id, after: id } : { before: id, after: other.id })}>与{other.version!.name}对照</a>)}
    </p>
  );
}
