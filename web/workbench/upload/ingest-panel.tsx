import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { IngestStatusReply } from "../../../server/schemas/uploads.js";
import { useWorkbench } from "../context.js";
import { hrefOf } from "../routing.js";
import { uploadHref } from "./upload-address.js";

type Status = IngestStatusReply;

/** What became of the document that was published last, or how far it is. */
export function IngestPanel({ status }: { status: Status }): VNode {
  const { say } = useWorkbench();
  const { state, inUse, documentId, messages, fault } = status;
  useEffect(() => say(told(status)), [state, inUse, fault]);
  return (
    <section class={`card wb-panel ingest ingest--${state}`} aria-label="收录" aria-busy={state === "running"}>
      <h2 class="wb-subtitle">{told(status)}</h2>
      {state === "running" && <Stages messages={messages} />}
      {state === "done" && inUse && (
        <p class="ingest__ways">
          <a href={hrefOf("read", { rest: documentId ?? "" })}>打开这份文件</a>
          <a href={hrefOf("report")}>看收录报告</a>
        </p>
      )}
      {state === "done" && fault !== null && <p class="ingest__fault">{fault}</p>}
      {state === "failed" && <Failed status={status} />}
      {state !== "running" && (
        <details class="ingest__course">
          <summary>收录的经过</summary>
          <pre class="ingest__messages" tabIndex={0}>{messages.join("\n")}</pre>
        </details>
      )}
    </section>
  );
}

function Stages({ messages }: Pick<Status, "messages">): VNode {
  if (messages.length === 0) return <p>正在启动收录程序…</p>;
  return <ol class="ingest__stages">{messages.map((message, i) => <li key={i}>{message}</li>)}</ol>;
}

function Failed({ status: { fault, uploadId } }: { status: Status }): VNode {
  return (
    <>
      <p class="ingest__fault">{fault}</p>
      <p>语料和发布前一样，回答不受影响。{uploadId && <a href={uploadHref(uploadId)}>改好文件信息再发布</a>}</p>
    </>
  );
}

function told({ state, documentId, inUse, fault }: Status): string {
  if (state === "running") return `正在收录 ${documentId ?? ""}…`;
  if (state === "failed") return `没有收录：${documentId ?? ""}`;
  if (inUse) return `已经收录：${documentId ?? ""}`;
  return `已经收录：${documentId ?? ""}，${fault === null ? "服务正在换用新的快照…" : "服务没有用上"}`;
}
