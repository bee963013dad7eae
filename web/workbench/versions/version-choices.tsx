import type { VNode } from "preact";
import type { DocumentSummary } from "../../client/wire.js";
import { today } from "../../ui/day.js";
import { StandingBadge } from "../parts/standing-badge.js";
import { hrefOf, navigate } from "../routing.js";
import { newestOf, versionsHref, workOf, type VersionChoice, type Work } from "./versions-query.js";

interface Props {
  choice: VersionChoice;
  works: readonly Work[];
  documents: readonly DocumentSummary[];
}

/** Which document, and which two of its versions; or any two documents. */
export function VersionChoices({ choice, works, documents }: Props): VNode {
  const go = (changes: Partial<VersionChoice>): void => navigate(versionsHref({ ...choice, ...changes }), true);
  const work = workOf(choice, works);
  const offered = work ? work.versions : documents;
  const options = offered.map((document) => [document.id, work ? (document.version?.name ?? document.title) : document.title] as const);
  const chooseWork = (of: string): void => {
    const chosen = works.find((one) => one.of === of);
    go(chosen ? { ...newestOf(chosen), any: false } : { any: true });
  };
  return (
    <form class="card versions__choices" aria-label="选择版本" onSubmit={(event) => event.preventDefault()}>
      {works.length === 0 && <p class="versions__hint">收录的文件都只有一个版本。可以任选两份文件对照，例如征求意见稿和印发的文件。</p>}
      {works.length > 0 && <Choice name="文件" value={work?.of ?? ""} options={[...works.map(({ of, title }) => [of, title] as const), ["", "任选两份文件"]]} onChange={chooseWork} />}
      <div class="versions__pair">
        <Side name="旧版" id={choice.before} options={options} documents={documents} onChange={(before) => go({ before })} />
        <button type="button" class="plain-button versions__swap" onClick={() => go({ before: choice.after, after: choice.before })}>互换</button>
        <Side name="新版" id={choice.after} options={options} documents={documents} onChange={(after) => go({ after })} />
      </div>
    </form>
  );
}

interface SideProps {
  name: string;
  id: string;
  options: readonly (readonly [string, string])[];
  documents: readonly DocumentSummary[];
  onChange: (id: string) => void;
}

function Side({ name, id, options, documents, onChange }: SideProps): VNode {
  const document = documents.find((one) => one.id === id);
  return (
    <div class="versions__side">
      <Choice name={name} value={id} options={document ? options : [["", "请选择"], ...options]} onChange={onChange} />
      {document && (
        <p class="versions__standing">
          <StandingBadge document={document} day={today()} />
          <a href={hrefOf("read", { rest: id })}>打开{name}</a>
        </p>
      )}
    </div>
  );
}

function Choice({ name, value, options, onChange }: Pick<SideProps, "name" | "options" | "onChange"> & { value: string }): VNode {
  return (
    <label class="field versions__choice">
      <span class="field__name">{name}</span>
      <select class="field__input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([id, label]) => <option key={id} value={id}>{label}</option>)}
      </select>
    </label>
  );
}
