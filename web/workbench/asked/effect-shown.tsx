import type { VNode } from "preact";
import type { Effect, ToldTurn } from "../../../server/schemas/staff-asked.js";
import { OUTCOME_NAMES, readHref } from "./asked-query.js";

const TOP = 5;

/** What an entry would change: the tested question before and after, and the reviewed questions that get better or worse by it. */
export function EffectShown({ effect }: { effect: Effect }): VNode {
  const { questions, touched, better, worse, enters, leaves, changed, tested } = effect;
  return (
    <section class="asked__effect" aria-label="效果">
      <p class="asked__sum">
        <strong>常见问法 {questions} 题，用到这些说法的 {touched} 题：{better} 题变好，{worse} 题变差</strong>
        ；应答条款进入前 {TOP} 位 {enters} 题，离开 {leaves} 题。
      </p>
      {changed.length > 0 && (
        <table class="asked__table asked__changes">
          <thead><tr><th scope="col">问法</th><th scope="col">应答条款</th><th scope="col">位次</th></tr></thead>
          <tbody>
            {changed.map(({ question, provisionId, documentTitle, label, before, after }) => (
              <tr key={question + provisionId}>
                <th scope="row">{question}</th>
                <td><a href={readHref(provisionId)}>《{documentTitle}》{label}</a></td>
                <td class={isWorse(before, after) ? "asked__worse" : "asked__better"}>{isWorse(before, after) ? "变差" : "变好"}：{place(before)} → {place(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {tested && (
        <div class="asked__pair">
          <Side name="这个问题，现在" turn={tested.before} />
          <Side name="这个问题，加上以后" turn={tested.after} />
        </div>
      )}
    </section>
  );
}

function Side({ name, turn }: { name: string; turn: ToldTurn }): VNode {
  return (
    <section class="asked__side" aria-label={name}>
      <h3 class="asked__part">{name}</h3>
      <p><span class="badge">{OUTCOME_NAMES[turn.outcome]}</span></p>
      <p class="asked__excerpt asked__excerpt--long">{turn.answer}</p>
      <ol class="asked__tops">
        {turn.evidence.slice(0, TOP).map(({ provisionId, label, score }) => (
          <li key={provisionId}>{label ?? provisionId}（{provisionId.split("#")[0]}）{score}</li>
        ))}
      </ol>
    </section>
  );
}

function isWorse(before: number | null, after: number | null): boolean {
  return (after ?? Infinity) > (before ?? Infinity);
}

function place(rank: number | null): string {
  return rank === null ? "没有查到" : `第 ${rank} 位`;
}
