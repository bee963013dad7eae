const META = (id: string, rest: string): string =>
  [`id: ${id}`, "title: 试点集群管理办法", "shortTitles: [试点办法]", "issuer: 试点厅", "region: 贵州", "level: province", "kind: measures", rest, "source: { file: source.txt }", ""].join("\n");
const TEXT = (review: string, more = ""): string => `试点集群管理办法\n第一条 为培育试点集群，制定本办法。\n第二条 试点集群${review}复核一次。\n${more}`;
/** Changes to the tiny corpus: one rule in three versions under one title, the one of 2019, the one of 2024 that took its place, and the draft of the next. */
export const VERSIONED_CORPUS = {
  "documents/trial-measures/meta.yaml": META("trial-measures", "status: in_force\nissued: 2024-01-01\neffective: 2024-02-01\nversion: { of: trial, replaces: [trial-2019] }"),
  "documents/trial-measures/source.txt": TEXT("每三年", "第三条 复核不合格的，撤销称号。\n"),
  "documents/trial-measures/asked-as.yaml": null,
  "documents/trial-2019/meta.yaml": META("trial-2019", "status: in_force\nissued: 2019-03-01"),
  "documents/trial-2019/source.txt": TEXT("每两年"),
  "documents/trial-draft/meta.yaml": META("trial-draft", "status: draft\npublished: 2025-06-01\nversion: { of: trial }"),
  "documents/trial-draft/source.txt": TEXT("每五年", "第三条 复核不合格的，撤销称号。\n"),
};
