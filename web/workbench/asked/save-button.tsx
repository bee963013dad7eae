import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { focusedElement } from "../../ui/focus.js";
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
  if (saving.kind === "saved") return <Saved message={saving.message} />;
  const isBusy = saving.kind === "busy";
  return (
    <>
      {saving.kind === "failed" && <Failure message={saving.message} />}
      {canSave ? (
        <button type="button" class="primary-button" disabled={disabled} aria-disabled={isBusy} onClick={() => isBusy || onClick()}>{name}</button>
      ) : (
        <p class="asked__note">保存需要编辑角色，请交给有这个角色的同事。</p>
      )}
    </>
  );
}

/** Stands where the button was, and takes the focus that went with it. */
function Saved({ message }: { message: string }): VNode {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!focusedElement()) place.current?.focus();
  }, []);
  return <p class="notice asked__saved" tabIndex={-1} ref={place}>{message}</p>;
}
