import type { VNode } from "preact";
import type { ToldTurn } from "../../../server/schemas/staff-asked.js";
import { blocksOf } from "../../chat/text-blocks.js";
import { OUTCOME_NAMES, readHref } from "./asked-query.js";

/** What became of a question: how it was understood, the answer with its sources, what was found with its scores, what did not pass. */
export function Told({ turn, name }: { turn: ToldTurn; name: string }): VNode {
  return (
    <section class="card asked__told" aria-label={name}>
      <h2 class="wb-subtitle">{name}</h2>
      <p class="asked__facts">
        <span class="badge">{OUTCOME_NAMES[turn.outcome]}</span>
        <span>快照 {turn.snapshot.slice(0, 12)}</span>
        {turn.asOf !== null && <span>按 {turn.asOf} 判断效力</span>}
        {turn.region !== null && <span>限定地区：{turn.region}</span>}
        {turn.documentId !== null && <span>限定文件：{turn.documentId}</span>}
      </p>
      {turn.guards.length > 0 && <Guards guards={turn.guards} />}
      <h3 class="asked__part">理解</h3>
      <Understood lines={turn.understood} />
      <h3 class="asked__part">回答</h3>
      <AnswerText text={turn.answer} />
      <Sources turn={turn} />
      <h3 class="asked__part">依据（{turn.evidence.length} 条）</h3>
      <EvidenceList evidence={turn.evidence} />
    </section>
  );
}

function Guards({ guards }: Pick<ToldTurn, "guards">): VNode {
  return (
    <div class="failure">
      <p>没有通过核对，回答没有发出：</p>
      <ul>{guards.map(({ guard, detail }) => <li key={guard + detail}>{guard}：{detail}</li>)}</ul>
    </div>
  );
}

function Understood({ lines }: { lines: ToldTurn["understood"] }): VNode {
  if (lines.length === 0) return <p class="asked__none">没有特别的理解，按原文检索。</p>;
  return (
    <dl class="facts">
      {lines.map(({ name, detail }) => (
        <div key={name} class="facts__item"><dt>{name}</dt><dd>{detail}</dd></div>
      ))}
    </dl>
  );
}

function AnswerText({ text }: { text: string }): VNode {
  return (
    <div class="asked__answer">
      {blocksOf(text).map((block, i) => (block.kind === "text" ? <p key={i}>{block.text}</p> : <AnswerTable key={i} rows={block.rows} />))}
    </div>
  );
}

function AnswerTable({ rows: [head = [], ...rows] }: { rows: readonly string[][] }): VNode {
  return (
    <div class="asked__scroll" tabIndex={0} role="region" aria-label="对照表">
      <table class="asked__table">
        <thead><tr>{head.map((cell) => <th key={cell} scope="col">{cell}</th>)}</tr></thead>
        <tbody>{rows.map((cells) => <tr key={cells[0]}>{cells.map((cell, i) => <td key={i}>{cell}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

function Sources({ turn: { citations, related, notices } }: { turn: ToldTurn }): VNode {
  return (
    <>
      {notices.map(({ kind, text }) => <p key={kind + text} class={`notice notice--${kind}`}>{text}</p>)}
      <SourceLine name="出处" citations={citations} />
      <SourceLine name="相近条款（不作依据）" citations={related} />
    </>
  );
}

function SourceLine({ name, citations }: { name: string; citations: ToldTurn["citations"] }): VNode | null {
  if (citations.length === 0) return null;
  return (
    <p class="asked__sources">
      {name}：{citations.map(({ n, provisionId, label, documentTitle }) => <a key={n} href={readHref(provisionId)}>[{n}] 《{documentTitle}》{label}</a>)}
    </p>
  );
}

/** So many are seen at once: what stands further down seldom matters. */
const FIRST = 5;

function EvidenceList({ evidence }: Pick<ToldTurn, "evidence">): VNode {
  if (evidence.length === 0) return <p class="asked__none">什么也没有查到。</p>;
  return (
    <>
      <EvidenceTable evidence={evidence.slice(0, FIRST)} from={1} />
      {evidence.length > FIRST && (
        <details class="asked__turns">
          <summary>其余 {evidence.length - FIRST} 条</summary>
          <EvidenceTable evidence={evidence.slice(FIRST)} from={FIRST + 1} />
        </details>
      )}
    </>
  );
}

function EvidenceTable({ evidence, from }: Pick<ToldTurn, "evidence"> & { from: number }): VNode {
  return (
    <div class="asked__scroll" tabIndex={0} role="region" aria-label={`依据和得分，第 ${from} 位起`}>
      <table class="asked__table">
        <thead><tr><th scope="col">位次</th><th scope="col">得分</th><th scope="col">条款</th><th scope="col">原文</th></tr></thead>
        <tbody>
          {evidence.map(({ provisionId, score, label, documentTitle, text }, i) => (
            <tr key={provisionId}>
              <td>{from + i}</td>
              <td class="asked__score">{score}</td>
              <th scope="row">{label === null ? `${provisionId}（现在没有收录）` : <a href={readHref(provisionId)}>《{documentTitle}》{label}</a>}</th>
              <td><span class="asked__excerpt">{text}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
