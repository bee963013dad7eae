import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { UploadReply, WireNote } from "../../../server/schemas/uploads.js";
import { leafFinder, placedLeaves } from "../../reader/tree.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { Heading } from "../parts/heading.js";
import { NoteList, wantsLook } from "../parts/note-list.js";
import { useMounted } from "../parts/use-mounted.js";
import { messageOf, useReply } from "../parts/use-reply.js";
import { navigate } from "../routing.js";
import { MetaForm } from "./meta-form.js";
import { PreviewTree } from "./preview-tree.js";
import { uploadHref, uploadPath } from "./upload-address.js";

/** A file that waits: how it was read, what it is, and the two ways on. */
export function PreviewPage({ uploadId, arrived }: { uploadId: string; arrived: boolean }): VNode {
  const { api } = useWorkbench();
  const reply = useReply<UploadReply>((signal) => api.get(uploadPath(uploadId), signal), [uploadId]);
  const back = <p class="preview__back"><a href={uploadHref()}>‹ 回到上传</a></p>;
  if (reply.kind === "failed") return <>{back}<Failure {...reply} /></>;
  // While someone signs in again, what was typed stays.
  const upload = reply.kind === "ready" ? reply.value : reply.before;
  if (!upload) return <p class="wb-wait">正在打开…</p>;
  return <>{back}<Preview upload={upload} arrived={arrived} /></>;
}

function Preview({ upload, arrived }: { upload: UploadReply; arrived: boolean }): VNode {
  const { say } = useWorkbench();
  const { uploadId, name, tree, text, notes, characters, provisions } = upload;
  const odd = notes.filter(wantsLook).length;
  useEffect(() => say(`读出 ${provisions} 条（段），${odd} 处要核对`), []);
  const leafAt = leafFinder(placedLeaves(tree), text);
  const placeOf = ({ address, line }: WireNote): string => (address === undefined ? (line === undefined ? "" : `#${leafAt(line)}`) : `#${address}`);
  return (
    <>
      <div class="preview__head">
        <div>
          <Heading arrived={arrived}>{name}</Heading>
          <p class="preview__facts">读出 {characters} 字，{provisions} 条（段）；还没有发布，回答里查不到。</p>
        </div>
        <Discard uploadId={uploadId} name={name} />
      </div>
      <section class="card wb-panel preview__notes" aria-labelledby="preview-notes">
        <h2 class="wb-subtitle" id="preview-notes">读取和核对：{odd === 0 ? "没有要核对的地方" : `${odd} 处要核对`}</h2>
        <NoteList notes={notes} placeOf={placeOf} />
      </section>
      <div class="preview__columns">
        <PreviewTree tree={tree} text={text} />
        <MetaForm upload={upload} />
      </div>
    </>
  );
}

function Discard({ uploadId, name }: { uploadId: string; name: string }): VNode {
  const { api, say } = useWorkbench();
  const isHere = useMounted();
  const [fault, setFault] = useState("");
  const discard = async (): Promise<void> => {
    try {
      await api.send("DELETE", uploadPath(uploadId));
      if (isHere()) navigate(uploadHref());
      say(`已删除 ${name}`);
    } catch (cause) {
      setFault(messageOf(cause));
    }
  };
  return (
    <div>
      <button type="button" class="plain-button" onClick={() => void discard()}>不要这份文件</button>
      {fault !== "" && <Failure message={fault} />}
    </div>
  );
}
