import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { AskedReply } from "../../../server/schemas/staff-asked.js";
import { today } from "../../ui/day.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { Heading } from "../parts/heading.js";
import { useReply } from "../parts/use-reply.js";
import { hrefOf, navigate } from "../routing.js";
import { useWayBack } from "../way-back.js";
import { ASKED, askedPath, filterHref, NO_REGION, PERIODS, readFilter, TROUBLE_NAMES, TRY, type AskedFilter } from "./asked-query.js";
import { Choice } from "./choice.js";
import { GroupCard } from "./group-card.js";

/** The questions in groups, and what of them is listed; the address holds that. */
export function AskedList({ query, arrived }: { query: URLSearchParams; arrived: boolean }): VNode {
  const { api, say } = useWorkbench();
  const filter = readFilter(query);
  const path = askedPath(filter, today());
  const asked = useReply<AskedReply>((signal) => api.get(path, signal), [path]);
  const shown = asked.kind === "ready" ? asked.value : asked.kind === "loading" ? asked.before : null;
  useWayBack(asked.kind === "ready");
  useEffect(() => {
    if (asked.kind === "ready") say(countText(asked.value));
  }, [asked]);
  return (
    <>
      <div class="asked__head">
        <Heading arrived={arrived}>没有答好的提问</Heading>
        <a class="asked__try" href={hrefOf(ASKED, { rest: TRY })}>试问一个问题</a>
      </div>
      <Filters filter={filter} regions={shown?.regions ?? []} />
      {asked.kind === "failed" && <Failure {...asked} />}
      {asked.kind === "loading" && !shown && <p class="wb-wait">正在读取…</p>}
      {shown && (
        <section aria-label="提问" aria-busy={asked.kind === "loading"}>
          <p class="hits__count">{countText(shown)}</p>
          <ol class={asked.kind === "loading" ? "hits--stale" : ""}>
            {shown.groups.map((group) => (
              <GroupCard key={group.turns[0]!.answerId} group={group} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function countText({ totalTurns, totalGroups, groups, from, to, truncated }: AskedReply): string {
  if (totalTurns === 0) return `${from} 到 ${to} 没有这样的提问。`;
  const shown = groups.length < totalGroups ? `，列出问得最多的 ${groups.length} 组` : "";
  return `${from} 到 ${to} 共 ${totalTurns} 次，${totalGroups} 组${shown}${truncated ? "；太多，只看了最新的一部分" : ""}。`;
}

function Filters({ filter, regions }: { filter: AskedFilter; regions: readonly string[] }): VNode {
  const go = (changes: Partial<AskedFilter>): void => navigate(filterHref({ ...filter, ...changes }), true);
  const places = [...new Set([...regions, ...(filter.region === "" || filter.region === NO_REGION ? [] : [filter.region])])];
  return (
    <form class="card asked__filters" onSubmit={(event) => event.preventDefault()}>
      <Choice name="情况" value={filter.kind} options={[["", "全部"], ...Object.entries(TROUBLE_NAMES)]} onChange={(kind) => go({ kind })} />
      <Choice name="地区" value={filter.region} options={[["", "全部"], ...places.map((place) => [place, place] as const), [NO_REGION, "没有说地区"]]} onChange={(region) => go({ region })} />
      <Choice name="时间" value={filter.days} options={PERIODS} onChange={(days) => go({ days })} />
    </form>
  );
}
