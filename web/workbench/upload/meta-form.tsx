import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { UploadReply } from "../../../server/schemas/uploads.js";
import type { DocumentSummary } from "../../client/wire.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { useReply } from "../parts/use-reply.js";
import { MAIN_FIELDS, META_FIELDS, MORE_FIELDS, RELATIONS, type MetaField } from "./meta-fields.js";
import { MetaInput } from "./meta-input.js";
import { firstValues, metaOf, type MetaValues } from "./meta-values.js";
import { usePublishing } from "./use-publishing.js";

/** What the document is. Published as it stands here; what the server finds wrong is told at its field. */
export function MetaForm({ upload }: { upload: UploadReply }): VNode {
  const { api } = useWorkbench();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(() => firstValues(upload));
  const documents = useReply(() => api.open.fetchDocuments(), []);
  const known = documents.kind === "ready" ? documents.value.documents : [];
  const { faults, message, busy, publish } = usePublishing(upload.uploadId);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [faults]);
  const field = (one: MetaField): VNode => (
    <MetaInput key={one.id} field={one} value={values[one.id] ?? ""} fault={faults[one.id]} onInput={(value) => setValues({ ...values, [one.id]: value })} />
  );
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!busy) publish(metaOf(values, known));
  };
  const needsMore = [...MORE_FIELDS.map(({ id }) => id), "related"].some((id) => faults[id] !== undefined);
  return (
    <form class="card wb-panel meta-form" ref={form} noValidate aria-label="文件信息" onSubmit={submit}>
      <h2 class="wb-subtitle">文件信息</h2>
      <p class="meta-form__note">{upload.meta ? "上一次发布时填的。" : "已填的是从正文读出或推测的，请核对。"}</p>
      {message !== "" && <Failure message={summary(message, faults)} />}
      <div class="meta-form__fields">{MAIN_FIELDS.map(field)}</div>
      {documents.kind === "failed" && <Failure {...documents} />}
      <Relation values={values} documents={known} fault={faults.related} onChange={(changes) => setValues({ ...values, ...changes })} />
      <details class="meta-form__more" open={needsMore || MORE_FIELDS.some(({ id }) => (values[id] ?? "") !== "")}>
        <summary>更多信息</summary>
        <div class="meta-form__fields">{MORE_FIELDS.map(field)}</div>
      </details>
      <button type="submit" class="primary-button" aria-disabled={busy}>发布并收录</button>
    </form>
  );
}

/** The fields at fault by name, for those who do not see them. */
function summary(message: string, faults: Readonly<Record<string, string>>): string {
  const names = META_FIELDS.filter(({ id }) => faults[id] !== undefined).map(({ name }) => name);
  return [message, names.length > 0 ? `请看：${names.join("、")}。` : "", faults[""] ?? ""].join("");
}

interface RelationProps {
  values: MetaValues;
  documents: readonly DocumentSummary[];
  fault: string | undefined;
  onChange: (changes: MetaValues) => void;
}

/** How it stands to a document that is there: takes its place, ends it, changes it, or is another version of it. */
function Relation({ values, documents, fault, onChange }: RelationProps): VNode {
  const { relation = "", related = "" } = values;
  const known = documents.map(({ id, title }) => [id, `${title}（${id}）`] as const);
  // What was chosen before stays chosen while the list is on its way.
  const chosen = related === "" || documents.some(({ id }) => id === related) ? [] : [[related, related] as const];
  const offered = [["", "请选择"] as const, ...chosen, ...known];
  return (
    <div class="meta-form__fields">
      <MetaInput field={{ id: "relation", name: "与已收录文件的关系", kind: "choice", options: RELATIONS }} value={relation} onInput={(next) => onChange({ relation: next, related: next === "" ? "" : related })} />
      {relation !== "" && <MetaInput field={{ id: "related", name: "哪一份文件", kind: "choice", options: offered }} value={related} fault={fault} onInput={(next) => onChange({ related: next })} />}
    </div>
  );
}
