import type { VNode } from "preact";

/** One thing that is on or off. */
export function Tick({ name, checked, onChange }: { name: string; checked: boolean; onChange: (checked: boolean) => void }): VNode {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{name}</span>
    </label>
  );
}
