import type { VNode } from "preact";

interface Props {
  name: string;
  value: string;
  /** Value and name of each choice. */
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

export function Choice({ name, value, options, onChange }: Props): VNode {
  return (
    <label class="filter">
      <span class="filter__name">{name}</span>
      <select class="filter__select" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([id, label]) => (
          <option key={id} value={id}>{label}</option>
        ))}
      </select>
    </label>
  );
}
