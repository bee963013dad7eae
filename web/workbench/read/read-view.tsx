import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { FindingsReply } from "../../../server/schemas/staff.js";
import type { DocumentReply } from "../../client/wire.js";
import { DocumentView } from "../../reader/document-view.js";
import { readDocument } from "../../reader/read-document.js";
import { placedLeaves } from "../../reader/tree.js";
import { today } from "../../ui/day.js";
import { useWorkbench } from "../context.js";
import { DocumentList } from "../parts/document-list.js";
import { Failure } from "../parts/failure.js";
import { useReply } from "../parts/use-reply.js";
import { hrefOf } from "../routing.js";
import type { View, ViewProps } from "../view.js";
import { useWayBack } from "../way-back.js";
import { Findings } from "./findings.js";
import { OtherVersions } from "./other-versions.js";

/** 阅读: `/workbench/read/<document>#<eId>`; without a document, all of them to choose from. */
function ReadPage({ route }: ViewProps): VNode {
  return route.rest === "" ? <ChooseDocument /> : <ReadDocument key={route.rest} id={route.rest} eId={route.hash} />;
}

function ChooseDocument(): VNode {
  const { api } = useWorkbench();
  const documents = useReply(() => api.open.fetchDocuments(), []);
  useWayBack(documents.kind === "ready");
  if (documents.kind === "failed") return <Failure {...documents} />;
  return (
    <>
      <h1 class="visually-hidden">阅读文件</h1>
      {documents.kind === "ready" && <DocumentList documents={documents.value.documents} title="选择文件" />}
    </>
  );
}

function ReadDocument({ id, eId }: { id: string; eId: string }): VNode {
  const { api } = useWorkbench();
  const document = useReply(
    (signal) => Promise.all([readDocument(api.open, id), api.get<FindingsReply>(`api/staff/documents/${encodeURIComponent(id)}/findings`, signal)]),
    [],
  );
  if (document.kind === "loading") return <p class="wb-wait">正在打开文件…</p>;
  const others = (
    <p class="reader-way">
      <a href={hrefOf("read")}>全部文件</a> <span class="reader-way__keys">Esc 从正文退到引用栏，再退到文件结构、导航</span>
    </p>
  );
  if (document.kind === "failed") return <>{others}<Failure {...document} /></>;
  const [{ reply, text }, { findings }] = document.value;
  return (
    <>
      {others}
      {(reply.version?.others.length ?? 0) > 0 && <OtherVersions id={id} />}
      <Findings findings={findings} leaves={placedLeaves(reply.tree)} text={text} />
      <MountedDocument reply={reply} text={text} eId={eId} />
    </>
  );
}

interface MountedProps {
  reply: DocumentReply;
  text: string;
  eId: string;
}

/** The reader of the public page, which builds its own elements; here it stands below the navigation. */
function MountedDocument({ reply, text, eId }: MountedProps): VNode {
  const { api, say } = useWorkbench();
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<DocumentView | null>(null);
  useEffect(() => {
    view.current = new DocumentView(reply, text, { api: api.open, say, day: today(), hrefOf: (documentId, hash) => hrefOf("read", { rest: documentId, hash }) });
    view.current.mount(parent.current!);
    const before = window.document.title;
    window.document.title = `${reply.title} · 集群政策助手工作台`;
    return () => void (window.document.title = before);
  }, [reply, text]);
  const isFirst = useRef(true);
  useEffect(() => {
    view.current?.show(eId, isFirst.current ? "auto" : undefined);
    isFirst.current = false;
  }, [reply, text, eId]);
  return <div ref={parent} />;
}

export const readView: View = { id: "read", name: "阅读", component: ReadPage };
