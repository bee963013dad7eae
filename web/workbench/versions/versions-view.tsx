import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { DiffReply } from "../../../server/schemas/versions.js";
import type { DocumentSummary } from "../../client/wire.js";
import { today } from "../../ui/day.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { StandingBadge } from "../parts/standing-badge.js";
import { Tick } from "../parts/tick.js";
import { useReply } from "../parts/use-reply.js";
import { navigate } from "../routing.js";
import type { View, ViewProps } from "../view.js";
import { useWayBack } from "../way-back.js";
import { ChangeCard } from "./change-card.js";
import { CHANGE_NAMES, KINDS } from "./change-kinds.js";
import { VersionChoices } from "./version-choices.js";
import { diffPath, readChoice, VERSIONS, versionsHref, worksOf, type VersionChoice } from "./versions-query.js";

/** 版本对照: two versions of a document, provision by provision. The address holds which, and what of it is listed. */
function VersionsPage({ route }: ViewProps): VNode {
  const { api } = useWorkbench();
  const documents = useReply(() => api.open.fetchDocuments(), []);
  if (documents.kind === "failed") return <Failure {...documents} />;
  if (documents.kind === "loading") return <p class="wb-wait">正在读取文件目录…</p>;
  const all = documents.value.documents;
  const works = worksOf(all);
  const choice = readChoice(route.query, works);
  const isChosen = choice.before !== "" && choice.after !== "";
  return (
    <>
      <h1 class="wb-title">版本对照</h1>
      <VersionChoices choice={choice} works={works} documents={all} />
      {isChosen ? <Comparison choice={choice} documents={all} /> : <p class="versions__none">请选择旧版和新版。</p>}
    </>
  );
}

function Comparison({ choice, documents }: { choice: VersionChoice; documents: readonly DocumentSummary[] }): VNode {
  const { api, say } = useWorkbench();
  const path = diffPath(choice);
  const reply = useReply<DiffReply>((signal) => api.get(path, signal), [path]);
  useEffect(() => {
    if (reply.kind === "ready") say(KINDS.map((kind) => `${CHANGE_NAMES[kind]} ${reply.value.counts[kind]}`).join("，"));
  }, [reply]);
  useWayBack(reply.kind === "ready");
  if (reply.kind === "failed") return <Failure {...reply} />;
  const diff = reply.kind === "ready" ? reply.value : reply.before;
  if (!diff) return <p class="wb-wait">正在逐条对照…</p>;
  const notice = noticeOf(diff, documents);
  return (
    <section aria-label="逐条对照" aria-busy={reply.kind === "loading"} class={reply.kind === "loading" ? "versions--stale" : ""}>
      <ComparedOnPaper sides={[["旧版", diff.before.id], ["新版", diff.after.id]]} documents={documents} />
      <div class="card versions__counts">
        <ul class="versions__kinds">
          {KINDS.map((kind) => <li key={kind} class={`badge change__kind--${kind}`}>{CHANGE_NAMES[kind]} {diff.counts[kind]}</li>)}
        </ul>
        <Tick name="只看改动" checked={!choice.all} onChange={(only) => navigate(versionsHref({ ...choice, all: !only }), true)} />
      </div>
      {notice && <p class="notice notice--draft versions__notice">注意：{notice}</p>}
      {diff.changes.length === 0 && <p class="versions__none">两个版本的条款没有不同。</p>}
      <ol>{diff.changes.map((change) => <ChangeCard key={`${change.before?.eId ?? ""} ${change.after?.eId ?? ""}`} change={change} diff={diff} />)}</ol>
    </section>
  );
}

/** On paper the fields are left out: which documents are compared, and how far each may be relied on, is told instead. */
function ComparedOnPaper({ sides, documents }: { sides: readonly (readonly [string, string])[]; documents: readonly DocumentSummary[] }): VNode {
  return (
    <ul class="versions__on-paper">
      {sides.map(([name, id]) => {
        const document = documents.find((one) => one.id === id);
        return document && <li key={name}>{name}：《{document.title}》{document.version?.name} <StandingBadge document={document} day={today()} /></li>;
      })}
    </ul>
  );
}

/** What must be known of a comparison that is none of two versions; null for one that is. */
function noticeOf({ before, after }: DiffReply, documents: readonly DocumentSummary[]): string | null {
  if (before.id === after.id) return "旧版和新版是同一份文件。";
  const workOf = (id: string): string | undefined => documents.find((document) => document.id === id)?.version?.of;
  const isWork = workOf(before.id) !== undefined && workOf(before.id) === workOf(after.id);
  return isWork ? null : "这两份文件没有登记为同一文件的版本，只按文字是否相近对照。";
}

export const versionsView: View = { id: VERSIONS, name: "版本对照", component: VersionsPage };
