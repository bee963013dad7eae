import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { ComparedDocument } from "../../../server/schemas/matrix.js";
import type { Figures } from "../../../server/schemas/figures.js";
import { useWorkbench } from "../context.js";
import { listIn } from "../matrix/matrix-query.js";
import { ChoiceGroup } from "../parts/choice-group.js";
import { Failure } from "../parts/failure.js";
import { StandingBadge } from "../parts/standing-badge.js";
import { useReply } from "../parts/use-reply.js";
import { hrefOf, navigate } from "../routing.js";
import type { View, ViewProps } from "../view.js";
import { useWayBack } from "../way-back.js";
import { figureGroups } from "./figure-groups.js";
import { FigureTable } from "./figure-table.js";
import { Timeline } from "./timeline.js";

/** 指标: targets by region and year, and when what is due. The address holds the regions. */
function FiguresPage({ route }: ViewProps): VNode {
  const { api, say } = useWorkbench();
  const regions = listIn(route.query, "regions");
  const path = `api/staff/figures${regions.length === 0 ? "" : `?${new URLSearchParams({ regions: regions.join(",") }).toString()}`}`;
  const reply = useReply<Figures>((signal) => api.get(path, signal), [path]);
  useEffect(() => {
    if (reply.kind === "ready") say(`${reply.value.targets.length} 个目标数值，${reply.value.obligations.length} 项时间要求`);
  }, [reply]);
  useWayBack(reply.kind === "ready");
  const figures = reply.kind === "ready" ? reply.value : reply.kind === "loading" ? reply.before : null;
  return (
    <>
      <h1 class="visually-hidden">指标和时间要求</h1>
      {reply.kind === "failed" && <Failure {...reply} />}
      {reply.kind === "loading" && !figures && <p class="wb-wait">正在读取各地文件的指标…</p>}
      {figures && (
        <div class={reply.kind === "loading" ? "figures-page figures-page--stale" : "figures-page"}>
          <form class="card figures-choices" aria-label="选择地区" onSubmit={(event) => event.preventDefault()}>
            <ChoiceGroup name="地区" options={figures.regions.map((region) => [region, region])} chosen={regions} onChange={(chosen) => navigate(hrefOf("figures", { query: { regions: chosen.join(",") } }), true)} />
            <p class="figures-choices__note">数值和时间都照抄原句，征求意见稿和已满期的文件有标记；效力按 {figures.asOf} 判断。</p>
            {figures.leftOut > 0 && <p class="notice">注意：文件太多，有 {figures.leftOut} 份没有列出，请先选地区。</p>}
          </form>
          {figures.documents.map((document) => <Targets key={document.documentId} document={document} figures={figures} />)}
          <Timeline figures={figures} />
        </div>
      )}
    </>
  );
}

function Targets({ document, figures }: { document: ComparedDocument; figures: Figures }): VNode {
  const groups = figureGroups(figures.targets.filter(({ documentId }) => documentId === document.documentId));
  return (
    <section class="card wb-panel figures-document">
      <h2 class="wb-subtitle">
        {document.region}：{document.title} <StandingBadge document={document} day={figures.asOf} />
      </h2>
      {groups.length === 0 ? <p class="figures__none">原文没有写到哪一年达到什么数值。</p> : <div class="figures-document__groups">{groups.map((group) => <FigureTable key={`${group.year} ${group.unit}`} group={group} />)}</div>}
    </section>
  );
}

export const figuresView: View = { id: "figures", name: "指标", component: FiguresPage };
