import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { DocumentView } from "../../reader/document-view.js";
import { readDocument } from "../../reader/read-document.js";
import { today } from "../../ui/day.js";
import { useWorkbench } from "../context.js";
import { DocumentList } from "../parts/document-list.js";
import { Failure } from "../parts/failure.js";
import { useReply } from "../parts/use-reply.js";
import type { View, ViewProps } from "../view.js";

/** 阅读: `/workbench/read/<document>#<eId>`; without a document, all of them to choose from. */
function ReadPage({ route }: ViewProps): VNode {
  return route.rest === "" ? <ChooseDocument /> : <ReadDocument key={route.rest} id={route.rest} eId={route.hash} />;
}

function ChooseDocument(): VNode {
  const { api } = useWorkbench();
  const documents = useReply(() => api.open.fetchDocuments(), []);
  if (documents.kind === "failed") return <Failure {...documents} />;
  return (
    <>
      <h1 class="visually-hidden">阅读文件</h1>
      {documents.kind === "ready" && <DocumentList documents={documents.value.documents} title="选择文件" />}
    </>
  );
}

/** The reader is the public page's own; here it stands below the navigation. */
function ReadDocument({ id, eId }: { id: string; eId: string }): VNode {
  const { api } = useWorkbench();
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<DocumentView | null>(null);
  const document = useReply(() => readDocument(api.open, id), []);
  useEffect(() => {
    if (document.kind !== "ready" || !parent.current) return;
    view.current = new DocumentView(document.value.reply, document.value.text, today());
    view.current.mount(parent.current);
    view.current.show(eId, "auto");
  }, [document]);
  useEffect(() => view.current?.show(eId), [eId]);
  return (
    <>
      {document.kind === "loading" && <p class="wb-wait">正在打开文件…</p>}
      {document.kind === "failed" && <Failure {...document} />}
      <div ref={parent} />
    </>
  );
}

export const readView: View = { id: "read", name: "阅读", component: ReadPage };
