import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ToldTurn } from "../../../server/schemas/staff-asked.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { Heading } from "../parts/heading.js";
import { useReply } from "../parts/use-reply.js";
import { hrefOf, navigate } from "../routing.js";
import { ASKED, TRY } from "./asked-query.js";
import { Remedies } from "./remedies.js";
import { Told } from "./told-turn.js";

/** A question of one's own, asked of today's snapshot; nothing of it is stored. The address holds it. */
export function TrialPage({ question, arrived }: { question: string; arrived: boolean }): VNode {
  const { api, say } = useWorkbench();
  const trial = useReply<ToldTurn | null>(() => (question === "" ? Promise.resolve(null) : api.send("POST", "api/staff/trials", { question })), [question]);
  useEffect(() => {
    if (trial.kind === "ready" && trial.value) say("已经答完。");
  }, [trial]);
  return (
    <>
      <p><a href={hrefOf(ASKED)}>‹ 回到提问</a></p>
      <Heading arrived={arrived}>试问一个问题</Heading>
      <TrialForm key={question} question={question} />
      {trial.kind === "failed" && <Failure {...trial} />}
      {trial.kind === "loading" && question !== "" && <p class="wb-wait">正在回答…</p>}
      {trial.kind === "ready" && trial.value && (
        <>
          <Told turn={trial.value} name="现在的回答" />
          <Remedies question={trial.value.question} evidence={trial.value.evidence} />
        </>
      )}
    </>
  );
}

function TrialForm({ question }: { question: string }): VNode {
  const [text, setText] = useState(question);
  return (
    <form
      class="card asked__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") navigate(hrefOf(ASKED, { rest: TRY, query: { q: text.trim() } }));
      }}
    >
      <label class="field">
        <span class="field__name">问题</span>
        <textarea class="field__input" rows={2} maxLength={2000} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <p class="asked__note">按来访者的问法回答，用现在的快照，不经过模型，不存入会话。</p>
      <button type="submit" class="primary-button">试问</button>
    </form>
  );
}
