import type { VNode } from "preact";

interface Props {
  name: string;
  /** Value and name of each choice. */
  options: readonly (readonly [string, string])[];
  /** What is chosen; empty for all. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Several of a few: all are ticked where nothing is chosen, and the last one stays. */
export function ChoiceGroup({ name, options, chosen, onChange }: Props): VNode {
  const ticked = chosen.length === 0 ? options.map(([value]) => value) : chosen;
  const toggle = (value: string): void => onChange(toggled(options.map(([one]) => one), ticked, value));
  return (
    <fieldset class="choice-group">
      <legend class="choice-group__name">{name}</legend>
      {options.map(([value, label]) => (
        <label key={value} class="choice-group__option">
          <input type="checkbox" checked={ticked.includes(value)} disabled={ticked.length === 1 && ticked[0] === value} onChange={() => toggle(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The choice with one option more or less, in the order of the options; all of them are told as none. */
export function toggled(all: readonly string[], ticked: readonly string[], value: string): string[] {
  const next = all.filter((one) => (one === value ? !ticked.includes(one) : ticked.includes(one)));
  return next.length === all.length ? [] : next;
}
