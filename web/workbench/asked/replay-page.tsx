import type { VNode } from "preact";
import type { ReplayReply } from "../../../server/schemas/staff-asked.js";
import { momentText } from "../../ui/day.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { Heading } from "../parts/heading.js";
import { useReply } from "../parts/use-reply.js";
import { hrefOf } from "../routing.js";
import { ASKED, TRY } from "./asked-query.js";
import { Remedies } from "./remedies.js";
import { Told } from "./told-turn.js";

/** One turn as it was and run again on the snapshot of its time, and what can be done so that the next one goes better. */
export function ReplayPage({ answerId, arrived }: { answerId: string; arrived: boolean }): VNode {
  const { api } = useWorkbench();
  const replay = useReply<ReplayReply>((signal) => api.get(`api/staff/turns/${encodeURIComponent(answerId)}`, signal), [answerId]);
  return (
    <>
      <p><a href={hrefOf(ASKED)}>‹ 回到提问</a></p>
      <Heading arrived={arrived}>{replay.kind === "ready" ? replay.value.stored.question : "重放一轮问答"}</Heading>
      {replay.kind === "loading" && <p class="wb-wait">正在重放，旧快照要几秒…</p>}
      {replay.kind === "failed" && <Failure {...replay} />}
      {replay.kind === "ready" && <Replayed reply={replay.value} />}
    </>
  );
}

function Replayed({ reply }: { reply: ReplayReply }): VNode {
  const { stored, again, createdAt, complaint, impossible } = reply;
  const changed = again !== null && !(reply.sameAnswer && reply.differences.length === 0);
  return (
    <>
      <p class="asked__facts">
        <span>{momentText(createdAt)}</span>
        {complaint && <span class="badge asked__kind--disliked">点了没帮助{[complaint.reason, complaint.comment].filter((text) => text).map((text) => `：${text}`).join("")}</span>}
        <a href={hrefOf(ASKED, { rest: TRY, query: { q: stored.question } })}>用现在的快照再问一次</a>
      </p>
      {impossible !== null && <p class="notice notice--expired">{impossible}</p>}
      {again !== null && <p class="notice">{changed ? changeText(reply) : "在当时的快照上重放，依据和回答都与当时一致。"}</p>}
      <Told turn={stored} name={changed ? "当时" : "这一轮"} />
      {changed && <Told turn={again} name="重放" />}
      <Remedies question={stored.question} evidence={stored.evidence} />
    </>
  );
}

function changeText({ differences, sameAnswer }: ReplayReply): string {
  const place = (standing: { rank: number; score: number } | null): string => (standing ? `第 ${standing.rank} 位（${standing.score}）` : "没有");
  const moved = differences.map(({ provisionId, before, after }) => `${provisionId} 当时${place(before)}，重放${place(after)}`);
  return `重放与当时不同。${moved.length > 0 ? `依据：${moved.join("；")}。` : ""}${sameAnswer ? "回答一致。" : "回答不同。"}`;
}
