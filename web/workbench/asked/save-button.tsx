import type { VNode } from "preact";
import { Failure } from "../parts/failure.js";
import type { Saving } from "./use-saving.js";

interface Props {
  saving: Saving;
  canSave: boolean;
  name: string;
  disabled?: boolean;
  onClick: () => void;
}

/** Saves once; then it says what came of it. Who may not save is told whom it takes. */
export function SaveButton({ saving, canSave, name, disabled = false, onClick }: Props): VNode {
  if (saving.kind === "saved") return <p class="notice asked__saved">{saving.message}</p>;
  return (
    <>
      {saving.kind === "failed" && <Failure message={saving.message} />}
      {canSave ? (
        <button type="button" class="primary-button" disabled={disabled || saving.kind === "busy"} onClick={onClick}>{name}</button>
      ) : (
        <p class="asked__note">保存需要编辑角色，请交给有这个角色的同事。</p>
      )}
    </>
  );
}
