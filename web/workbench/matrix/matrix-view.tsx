import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { FileLink } from "../parts/file-link.js";
import { useReply } from "../parts/use-reply.js";
import type { View, ViewProps } from "../view.js";
import { useWayBack } from "../way-back.js";
import { MatrixChoices } from "./matrix-choices.js";
import { matrixPath, readChoice, type Matrix, type MatrixChoice } from "./matrix-query.js";
import { MatrixTable } from "./matrix-table.js";

/** 对照: what the regions' documents say, theme by theme. The address holds what is compared. */
function MatrixPage({ route }: ViewProps): VNode {
  const { api, say } = useWorkbench();
  const choice = readChoice(route.query);
  const reply = useReply<Matrix>((signal) => api.get(matrixPath(choice), signal), [matrixPath(choice)]);
  useEffect(() => {
    if (reply.kind === "ready") say(`对照表：${reply.value.columns.length} 栏，${reply.value.rows.length} 个主题`);
  }, [reply]);
  useWayBack(reply.kind === "ready");
  const matrix = reply.kind === "ready" ? reply.value : reply.kind === "loading" ? reply.before : null;
  return (
    <>
      <h1 class="visually-hidden">政策对照</h1>
      {reply.kind === "failed" && <Failure {...reply} />}
      {reply.kind === "loading" && !matrix && <p class="wb-wait">正在对照各地文件…</p>}
      {matrix && <MatrixChoices choice={choice} choices={matrix.choices} />}
      {matrix && matrix.leftOut > 0 && <p class="notice matrix__left-out">注意：文件太多，有 {matrix.leftOut} 份没有列出，请先选地区或文件。</p>}
      {matrix && (isEmpty(matrix) ? <NothingToCompare matrix={matrix} /> : <Comparison matrix={matrix} choice={choice} stale={reply.kind === "loading"} />)}
    </>
  );
}

function Comparison({ matrix, choice, stale }: { matrix: Matrix; choice: MatrixChoice; stale: boolean }): VNode {
  return (
    <>
      <p class="matrix-files">
        <FileLink class="matrix-files__link" path={matrixPath(choice, "docx")}>导出 Word</FileLink>
        <FileLink class="matrix-files__link" path={matrixPath(choice, "csv")}>导出 CSV（可用 Excel 打开）</FileLink>
      </p>
      {notices(matrix).map((text) => <p key={text} class="notice notice--draft matrix__notice">注意：{text}</p>)}
      <MatrixTable matrix={matrix} stale={stale} />
    </>
  );
}

function notices({ columns }: Matrix): string[] {
  return columns.flatMap(({ documents }) => documents.flatMap((document) => document.notices.map(({ text }) => text)));
}

function isEmpty({ columns, rows }: Matrix): boolean {
  return columns.length === 0 || rows.length === 0;
}

function NothingToCompare({ matrix }: { matrix: Matrix }): VNode {
  return (
    <div class="card wb-panel">
      <p>{matrix.rows.length === 0 ? "还没有主题。请在 corpus/lexicon/themes.yaml 里写好主题，再运行 npm run ingest。" : "这样选没有可以对照的文件，请放宽地区或文件。"}</p>
    </div>
  );
}

export const matrixView: View = { id: "matrix", name: "对照", component: MatrixPage };
