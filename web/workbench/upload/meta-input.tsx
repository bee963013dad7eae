import type { VNode } from "preact";
import type { MetaField } from "./meta-fields.js";

const DAY = { type: "date" } as const;
const TEXT = { type: "text" } as const;

interface Props {
  field: MetaField;
  value: string;
  /** What the server finds wrong with it. */
  fault?: string | undefined;
  onInput: (value: string) => void;
}

/** One field: its name, what it wants, what is wrong with it. */
export function MetaInput({ field: { id, name, hint, kind, required, wide, options = [] }, value, fault, onInput }: Props): VNode {
  const ids = [...(hint ? [`meta-${id}-hint`] : []), ...(fault ? [`meta-${id}-fault`] : [])];
  const shared = { id: `meta-${id}`, class: "field__input", value, "aria-required": required, "aria-invalid": fault !== undefined, "aria-describedby": ids.join(" ") || undefined };
  return (
    <div class={`field meta-field${wide ? " meta-field--wide" : ""}${fault ? " meta-field--wrong" : ""}`}>
      <label class="field__name" for={`meta-${id}`}>{name}{required && <span class="meta-field__must">（必填）</span>}</label>
      {kind === "choice" ? (
        <select {...shared} onChange={(event) => onInput(event.currentTarget.value)}>
          {options.map(([option, label]) => <option key={option} value={option}>{label}</option>)}
        </select>
      ) : (
        <input {...shared} {...(kind === "day" ? DAY : TEXT)} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {hint && <p class="meta-field__hint" id={`meta-${id}-hint`}>{hint}</p>}
      {fault && <p class="meta-field__fault" id={`meta-${id}-fault`}>{fault}</p>}
    </div>
  );
}
