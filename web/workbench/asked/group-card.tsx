import type { VNode } from "preact";
import type { AskedGroup, AskedTurn, Trouble } from "../../../server/schemas/staff-asked.js";
import { momentText } from "../../ui/day.js";
import { hrefOf } from "../routing.js";
import { ASKED, readHref, TROUBLE_NAMES } from "./asked-query.js";

/** Questions that mean the same: how often, since when, why they went badly, and each turn to be replayed. */
export function GroupCard({ group }: { group: AskedGroup }): VNode {
  const { question, count, newest, kinds, regions, wordings, turns, known } = group;
  const told = (Object.keys(TROUBLE_NAMES) as Trouble[]).filter((kind) => kinds[kind] > 0);
  return (
    <li class="card asked__group">
      <h2 class="asked__question"><a href={hrefOf(ASKED, { rest: turns[0]!.answerId })}>{question}</a></h2>
      <p class="asked__facts">
        <strong>{count} 次</strong>
        {wordings > 1 && <span>{wordings} 种说法</span>}
        <span>最近 {momentText(newest)}</span>
        {told.map((kind) => <span key={kind} class={`badge asked__kind--${kind}`}>{TROUBLE_NAMES[kind]} {kinds[kind]}</span>)}
        {regions.map((region) => <span key={region} class="badge badge--region">{region}</span>)}
        {known && <Known known={known} />}
      </p>
      <ReasonList turns={turns} />
      {count > 1 && (
        <details class="asked__turns">
          <summary>每一次（{turns.length < count ? `最近 ${turns.length} 次` : `${count} 次`}）</summary>
          <ul>{turns.map((turn) => <TurnLine key={turn.answerId} turn={turn} />)}</ul>
        </details>
      )}
    </li>
  );
}

function Known({ known }: { known: NonNullable<AskedGroup["known"]> }): VNode {
  if (known.kind === "not_answered") return <span class="badge badge--in_force">已收为“文件没有写”</span>;
  return <a class="badge badge--in_force" href={readHref(known.provisionId)}>已收为常见问法</a>;
}

/** What those who pressed 没帮助 said of it. */
function ReasonList({ turns }: { turns: readonly AskedTurn[] }): VNode | null {
  const said = turns.flatMap(({ reason, comment }) => [reason, comment]).filter((text): text is string => text !== null && text !== "");
  return said.length === 0 ? null : <p class="asked__reasons">原因：{[...new Set(said)].join("；")}</p>;
}

function TurnLine({ turn: { answerId, createdAt, question } }: { turn: AskedTurn }): VNode {
  return (
    <li class="asked__turn">
      <a href={hrefOf(ASKED, { rest: answerId })}>{question}</a>
      <span class="asked__when">{momentText(createdAt)}</span>
    </li>
  );
}
