import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { IngestReportReply, WireNote } from "../../../server/schemas/uploads.js";
import { momentText } from "../../ui/day.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { NoteList, wantsLook } from "../parts/note-list.js";
import { Tick } from "../parts/tick.js";
import { useReply } from "../parts/use-reply.js";
import { hrefOf, navigate } from "../routing.js";
import type { View, ViewProps } from "../view.js";
import { useWayBack } from "../way-back.js";

type FileReport = IngestReportReply["documents"][number];

const REPORT = "report";
const PATH = "api/staff/ingest/report";

/** 收录报告: what the last ingest made of each file. `?odd=1` leaves out the files of which there is nothing to look at. */
function ReportPage({ route }: ViewProps): VNode {
  const { api, say } = useWorkbench();
  const reply = useReply<IngestReportReply>((signal) => api.get(PATH, signal), []);
  const onlyOdd = route.query.get("odd") === "1";
  useEffect(() => {
    if (reply.kind === "ready") say(countText(reply.value));
  }, [reply]);
  useWayBack(reply.kind === "ready");
  if (reply.kind === "failed") return <Failure {...reply} />;
  if (reply.kind === "loading") return <p class="wb-wait">正在读取报告…</p>;
  const { failed, documents, snapshot, createdAt } = reply.value;
  const shown = onlyOdd ? documents.filter(isOdd) : documents;
  return (
    <>
      <h1 class="wb-title">收录报告</h1>
      <div class="card report__head">
        <p>{countText(reply.value)}</p>
        <p class="report__facts">{momentText(createdAt)} 收录，快照 {snapshot}</p>
        <Tick name="只看有问题的" checked={onlyOdd} onChange={(odd) => navigate(hrefOf(REPORT, { query: { odd: odd ? "1" : "" } }), true)} />
      </div>
      {failed.length > 0 && <Failed failed={failed} />}
      <ul>{shown.map((document) => <FileCard key={document.id} document={document} />)}</ul>
      {shown.length === 0 && <p class="report__none">{documents.length === 0 ? "还没有收录文件。" : "收录的文件都没有要核对的地方。"}</p>}
    </>
  );
}

function isOdd({ notes }: FileReport): boolean {
  return notes.some(wantsLook);
}

function countText({ documents, failed }: IngestReportReply): string {
  const odd = documents.filter(isOdd).length;
  return `收录了 ${documents.length} 份文件，${odd} 份有要核对的地方${failed.length > 0 ? `；${failed.length} 份没有收录成功` : ""}。`;
}

function Failed({ failed }: Pick<IngestReportReply, "failed">): VNode {
  return (
    <section class="card report__file report__file--failed">
      <h2 class="wb-subtitle">没有收录成功的文件</h2>
      <ul>
        {failed.map(({ id, file, notes }) => (
          <li key={id}>
            <p>{id}（{file}）</p>
            <NoteList notes={notes} placeOf={() => ""} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FileCard({ document: { id, title, file, characters, provisions, askedAs, notes } }: { document: FileReport }): VNode {
  const placeOf = ({ address }: WireNote): string => (address === undefined ? "" : hrefOf("read", { rest: id, hash: address }));
  return (
    <li class="card report__file">
      <h2 class="report__title"><a href={hrefOf("read", { rest: id })}>{title}</a></h2>
      <p class="report__facts">
        <span>{id}</span>
        <span>{file}</span>
        <span>{characters} 字</span>
        <span>{provisions} 条（段）</span>
        <span>{askedAs} 个常见问法</span>
      </p>
      <NoteList notes={notes} placeOf={placeOf} />
    </li>
  );
}

export const reportView: View = { id: REPORT, name: "收录报告", component: ReportPage };
