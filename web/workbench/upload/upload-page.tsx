import type { VNode } from "preact";
import type { UploadsReply } from "../../../server/schemas/uploads.js";
import { momentText } from "../../ui/day.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { Heading } from "../parts/heading.js";
import { useReply } from "../parts/use-reply.js";
import { ChooseFile } from "./choose-file.js";
import { IngestPanel } from "./ingest-panel.js";
import { uploadHref } from "./upload-address.js";
import { useIngestStatus } from "./use-ingest-status.js";

/** How the ingest stands, the field for a file, and what waits to be published. */
export function UploadPage({ arrived }: { arrived: boolean }): VNode {
  const { status, fault } = useIngestStatus();
  return (
    <>
      <Heading arrived={arrived}>上传文件</Heading>
      {fault !== "" && <Failure message={fault} />}
      {status && status.state !== "idle" && <IngestPanel status={status} />}
      <ChooseFile />
      <Waiting key={status?.state} />
    </>
  );
}

function Waiting(): VNode | null {
  const { api } = useWorkbench();
  const reply = useReply<UploadsReply>((signal) => api.get("api/staff/uploads", signal), []);
  if (reply.kind === "failed") return <Failure {...reply} />;
  if (reply.kind === "loading" || reply.value.uploads.length === 0) return null;
  return (
    <section class="card wb-panel">
      <h2 class="wb-subtitle">还没有发布的文件</h2>
      <ul>
        {reply.value.uploads.map(({ uploadId, name, uploadedAt }) => (
          <li key={uploadId} class="document-line">
            <a class="document-line__title" href={uploadHref(uploadId)}>{name}</a>
            <p class="document-line__facts">{momentText(uploadedAt)} 上传，过一天没有发布就删除</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
