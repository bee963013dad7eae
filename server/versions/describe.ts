import type { DiffReply, WireChange } from "../schemas/versions.js";

export const CHANGE_NAMES: Readonly<Record<WireChange["kind"], string>> = {
  added: "新增",
  removed: "删除",
  changed: "修改",
  moved: "移动",
  renumbered: "改号",
  unchanged: "未变",
};

/** The differences as a person reads them in a terminal. */
export function describeDiff({ before, after, counts, changes }: DiffReply): string {
  const summary = Object.entries(counts).map(([kind, count]) => `${CHANGE_NAMES[kind as WireChange["kind"]]} ${count}`);
  return [`旧版：${before.id}　${before.title}`, `新版：${after.id}　${after.title}`, summary.join("，"), ...changes.flatMap(describeChange)].join("\n");
}

function describeChange(change: WireChange): string[] {
  const { kind, moved, renumbered, before, after } = change;
  const labels = [...new Set([before?.label, after?.label].filter((label) => label !== undefined && label !== ""))];
  const also = kind === "changed" ? [moved ? "移动" : "", renumbered ? "改号" : ""].filter((name) => name !== "") : [];
  const heading = `${[CHANGE_NAMES[kind], ...also].join("、")}　${labels.join(" → ")}（${[...new Set([before?.eId, after?.eId].filter((eId) => eId !== undefined))].join(" → ")}）`;
  return ["", heading, `  ${textOf(change).replace(/\n/g, "\n  ")}`];
}

function textOf({ kind, before, after, words }: WireChange): string {
  if (kind !== "changed") return (after ?? before)!.text;
  return words!.map((run) => (run.kind === "same" ? run.text : run.kind === "added" ? `{+${run.text}+}` : `[-${run.text}-]`)).join("");
}
