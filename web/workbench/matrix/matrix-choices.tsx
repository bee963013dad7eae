import type { VNode } from "preact";
import { ChoiceGroup } from "../parts/choice-group.js";
import { navigate } from "../routing.js";
import { addressOf, type Matrix, type MatrixChoice } from "./matrix-query.js";

interface Props {
  choice: MatrixChoice;
  choices: Matrix["choices"];
}

/** What is compared: regions, documents, themes, and whether background stands beside them. */
export function MatrixChoices({ choice, choices: { regions, documents, themes } }: Props): VNode {
  const go = (changes: Partial<MatrixChoice>): void => navigate(addressOf({ ...choice, ...changes }), true);
  const policies = documents.filter(({ background }) => !background);
  return (
    <form class="card matrix-choices" aria-label="选择对照的内容" onSubmit={(event) => event.preventDefault()}>
      <ChoiceGroup name="地区" options={regions.map((region) => [region, region])} chosen={choice.regions} onChange={(chosen) => go({ regions: chosen })} />
      <ChoiceGroup name="主题" options={themes.map(({ id, name }) => [id, name])} chosen={choice.themes} onChange={(chosen) => go({ themes: chosen })} />
      <details class="matrix-choices__documents" open={choice.documents.length > 0}>
        <summary>只看其中几份文件</summary>
        <ChoiceGroup name="文件" options={policies.map(({ id, title }) => [id, title])} chosen={choice.documents} onChange={(chosen) => go({ documents: chosen })} />
      </details>
      <label class="choice-group__option">
        <input type="checkbox" checked={choice.background} onChange={(event) => go({ background: event.currentTarget.checked })} />
        <span>加上背景材料（不是政策文件，单列一栏）</span>
      </label>
    </form>
  );
}
