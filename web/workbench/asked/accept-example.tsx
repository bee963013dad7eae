import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { NotAnsweredReply } from "../../../server/schemas/staff-asked.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { useReply } from "../parts/use-reply.js";
import { Choice } from "./choice.js";
import { SaveButton } from "./save-button.js";
import { useSaving } from "./use-saving.js";
import { WordingField } from "./wording-field.js";

/** The question among what the documents leave open; the entries that are asked most like it come first. */
export function AcceptExample({ question }: { question: string }): VNode {
  const { api } = useWorkbench();
  const [wording, setWording] = useState(question);
  const [chosen, setChosen] = useState("");
  const { saving, save, canSave } = useSaving();
  const path = `api/staff/not-answered?${new URLSearchParams({ question }).toString()}`;
  const reply = useReply<NotAnsweredReply>((signal) => api.get(path, signal), [path]);
  if (reply.kind === "failed") return <Failure {...reply} />;
  if (reply.kind === "loading") return <p class="asked__note">正在读取…</p>;
  const { entries } = reply.value;
  const entry = entries.find(({ id }) => id === chosen);
  return (
    <div>
      <WordingField wording={wording} onChange={setWording} />
      <Choice name="归到" value={chosen} options={[["", "请选择，相近的在前"], ...entries.map(({ id, about, say }) => [id, `${about}：${say}`] as const)]} onChange={setChosen} />
      {entry && <p class="asked__note">以后会回答：{entry.say}　已有的问法：{entry.examples.slice(0, 4).join("；")}</p>}
      <SaveButton saving={saving} canSave={canSave} name="收为这一条的问法" disabled={chosen === "" || wording.trim() === ""} onClick={() => save(`api/staff/not-answered/${chosen}/examples`, { question: wording })} />
    </div>
  );
}
