import type { VNode } from "preact";
import type { DiffReply, WireChange } from "../../../server/schemas/versions.js";
import { hrefOf } from "../routing.js";
import { CHANGE_NAMES } from "./change-kinds.js";

type Unit = NonNullable<WireChange["before"]>;
type Run = NonNullable<WireChange["words"]>[number];

/** What became of one provision: both texts side by side with the words marked, or one text where both are the same. */
export function ChangeCard({ change, diff }: { change: WireChange; diff: DiffReply }): VNode {
  const { kind, moved, renumbered, before, after, words } = change;
  const also = kind === "changed" ? [...(moved ? ["移动"] : []), ...(renumbered ? ["改号"] : [])] : [];
  const isOne = before !== null && after !== null && words === null;
  return (
    <li class={`card change change--${kind}`}>
      <p class="change__head">
        <span class={`badge change__kind--${kind}`}>{CHANGE_NAMES[kind]}</span>
        {also.map((name) => <span key={name} class="badge">{name}</span>)}
        {isOne && <Labels change={change} diff={diff} />}
      </p>
      {isOne ? (
        <p class="change__text">{after.text}</p>
      ) : (
        <div class="change__sides">
          <Side name="旧版" unit={before} documentId={diff.before.id} runs={runsOf(before, words, "removed")} />
          <Side name="新版" unit={after} documentId={diff.after.id} runs={runsOf(after, words, "added")} />
        </div>
      )}
    </li>
  );
}

function Labels({ change: { before, after }, diff }: { change: WireChange; diff: DiffReply }): VNode {
  return (
    <span class="change__labels">
      <UnitLink unit={before!} documentId={diff.before.id} name="旧版" /> → <UnitLink unit={after!} documentId={diff.after.id} name="新版" />
    </span>
  );
}

function Side({ name, unit, documentId, runs }: { name: string; unit: Unit | null; documentId: string; runs: readonly Run[] }): VNode {
  if (!unit) return <div class="change__side change__side--none">{name}没有这一条</div>;
  return (
    <div class="change__side">
      <p class="change__labels"><UnitLink unit={unit} documentId={documentId} name={name} /></p>
      <p class="change__text">{runs.map(({ kind, text }, i) => (kind === "removed" ? <del key={i}>{text}</del> : kind === "added" ? <ins key={i}>{text}</ins> : text))}</p>
    </div>
  );
}

function UnitLink({ unit: { eId, label, path }, documentId, name }: { unit: Unit; documentId: string; name: string }): VNode {
  return (
    <>
      <a href={hrefOf("read", { rest: documentId, hash: eId })}>{name} {label === "" ? eId : label}</a>
      {path.length > 0 && <span class="change__path">{path.join(" › ")}</span>}
    </>
  );
}

/** The words of one version: what only the other one has is left out. */
function runsOf(unit: Unit | null, words: WireChange["words"], own: Run["kind"]): Run[] {
  if (!words) return unit ? [{ kind: own, text: unit.text }] : [];
  return words.filter(({ kind }) => kind === "same" || kind === own);
}
