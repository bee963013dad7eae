import type { VNode } from "preact";

/** Longer questions are no wording that others would use. */
const LONGEST = 200;

/** The question as it is taken in: people's own words, without what only this one said. */
export function WordingField({ wording, onChange }: { wording: string; onChange: (wording: string) => void }): VNode {
  return (
    <label class="field">
      <span class="field__name">问法（可以改短）</span>
      <input class="field__input" maxLength={LONGEST} value={wording} onInput={(event) => onChange(event.currentTarget.value)} />
    </label>
  );
}
