import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { UploadReply } from "../../../server/schemas/uploads.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { useMounted } from "../parts/use-mounted.js";
import { messageOf } from "../parts/use-reply.js";
import { navigate } from "../routing.js";
import { uploadHref } from "./upload-address.js";

/** As much as the server takes. */
const MOST_MB = 20;

/** A file, chosen or dropped here, is sent and read; then one is shown how. */
export function ChooseFile(): VNode {
  const { api, say } = useWorkbench();
  const isHere = useMounted();
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState("");
  const [fault, setFault] = useState("");
  const [isOver, setIsOver] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file || reading !== "") return;
    setFault(file.size > MOST_MB * 1024 * 1024 ? `文件超过 ${MOST_MB} MB，请拆成几份。` : "");
    if (file.size > MOST_MB * 1024 * 1024) return;
    setReading(file.name);
    say(`正在读取 ${file.name}`);
    const form = new FormData();
    form.append("file", file);
    try {
      const { uploadId } = await api.send<UploadReply>("POST", "api/staff/uploads", form);
      if (isHere()) navigate(uploadHref(uploadId));
      else say(`已读出 ${file.name}，在“上传”里核对和发布`);
    } catch (cause) {
      setFault(messageOf(cause));
      if (!isHere()) say(`${file.name}：${messageOf(cause)}`);
    } finally {
      setReading("");
      if (input.current) input.current.value = "";
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer?.files[0]);
  };
  return (
    <section class="card wb-panel choose-file" aria-busy={reading !== ""}>
      {fault !== "" && <Failure message={fault} />}
      <div class={isOver ? "choose-file__field choose-file__field--over" : "choose-file__field"} onDragOver={(event) => (event.preventDefault(), setIsOver(true))} onDragLeave={() => setIsOver(false)} onDrop={drop}>
        <label class="field">
          <span class="choose-file__name">选择一份文件，或拖到这里</span>
          <input ref={input} class="field__input choose-file__input" type="file" aria-disabled={reading !== ""} onChange={(event) => void take(event.currentTarget.files?.[0])} />
        </label>
        <p class="choose-file__hint">能读 Word、WPS、PDF、OFD、RTF、网页、Markdown 和纯文本，最大 {MOST_MB} MB。先看读得对不对，再填信息发布。</p>
      </div>
      {reading !== "" && <p class="choose-file__reading">正在读取 {reading}，扫描件可能要一两分钟…</p>}
    </section>
  );
}
