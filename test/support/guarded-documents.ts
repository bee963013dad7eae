import { documentOf } from "./documents.js";

/** Documents of each standing, written for the tests of the guards. */
export const MEASURES = documentOf(
  { id: "trial-measures", title: "试点集群管理办法", docNumber: "试政发〔2024〕3号", region: "贵州", status: "draft" },
  [
    "试点集群管理办法",
    "第一条 试点集群应当同时满足以下条件：",
    "（一）主导产业突出，三年内规模不低于50亿元。",
    "（二）申报材料真实。",
    "第二条 每三年复核一次，公示5个工作日。",
    "第三条 按照国发[2018]3号执行。",
  ].join("\n"),
);
export const PLAN = documentOf(
  { id: "other-plan", title: "邻省方案（2021-2025年）", region: "江苏", period: { from: "2021-01-01", to: "2025-12-31" } },
  ["邻省方案（2021-2025年）", "第一条 每三年复核一次，公示5个工作日。"].join("\n"),
);
export const NATIONAL = documentOf({ id: "national", title: "国家意见", region: null, level: "nation" }, "国家意见\n第一条 各地组织实施。");
export const ESSAY = documentOf({ id: "essay", title: "某文章", region: null, level: "city", status: "non_normative" }, "某文章\n第一条 一种看法。");
