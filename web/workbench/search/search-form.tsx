import type { RefObject, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { DocumentSummary } from "../../client/wire.js";
import { STATUS_NAMES } from "../../ui/standing.js";
import { navigate } from "../routing.js";
import { addressOf, type Search } from "./search-query.js";

/** A search begins when nothing was typed for so long. */
const PAUSE_MS = 180;

interface Props {
  search: Search;
  documents: readonly DocumentSummary[];
  field: RefObject<HTMLInputElement | null>;
}

/** The field and its filters. What is typed goes to the address after a pause, and the address is what is searched. */
export function SearchForm({ search, documents, field }: Props): VNode {
  const [text, setText] = useState(search.q);
  const timer = useRef(0);
  const go = (changes: Partial<Search>): void => {
    window.clearTimeout(timer.current);
    navigate(addressOf({ ...search, ...changes }), true);
  };
  const type = (typed: string, isComposing: boolean): void => {
    setText(typed);
    window.clearTimeout(timer.current);
    if (!isComposing) timer.current = window.setTimeout(() => go({ q: typed }), PAUSE_MS);
  };
  // The browser's back button, or Escape, changed the address.
  useEffect(() => {
    if (search.q !== text.trim()) setText(search.q);
  }, [search.q]);
  useEffect(() => {
    field.current?.focus();
    return () => window.clearTimeout(timer.current);
  }, []);

  return (
    <form
      class="card search-form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        go({ q: text });
      }}
    >
      <label class="search-form__main">
        <span class="visually-hidden">检索条款</span>
        <input
          ref={field}
          class="field__input search-form__input"
          type="search"
          autocomplete="off"
          maxLength={200}
          placeholder="条款号、文号或几个字，如：管理办法第六条、专项资金比例"
          value={text}
          onInput={(event) => type(event.currentTarget.value, event.isComposing)}
          onCompositionEnd={(event) => type(event.currentTarget.value, false)}
        />
      </label>
      <Filter name="地区" value={search.region} options={regionsOf(documents)} onChange={(region) => go({ q: text, region })} />
      <Filter name="文件" value={search.document} options={documents.map(({ id, title }) => [id, title])} onChange={(document) => go({ q: text, document })} />
      <Filter name="效力" value={search.status} options={Object.entries(STATUS_NAMES)} onChange={(status) => go({ q: text, status })} />
      <p class="search-form__keys">↑ ↓ 选结果，回车打开，Esc 回到这里，再按清空</p>
    </form>
  );
}

function regionsOf(documents: readonly DocumentSummary[]): [string, string][] {
  const regions = documents.map(({ region }) => region).filter((region): region is string => region !== null);
  return [...new Set(regions)].map((region) => [region, region]);
}

interface FilterProps {
  name: string;
  value: string;
  /** Value and name of each choice. */
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

function Filter({ name, value, options, onChange }: FilterProps): VNode {
  return (
    <label class="filter">
      <span class="filter__name">{name}</span>
      <select class="filter__select" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">全部</option>
        {options.map(([id, label]) => (
          <option key={id} value={id}>{label}</option>
        ))}
      </select>
    </label>
  );
}
