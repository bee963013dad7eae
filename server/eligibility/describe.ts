import type { FactDefinition, RuleSet } from "../../ingest/index.js";
import type { FactValue, Incident } from "./facts.js";
import type { JudgedCondition, Verdict } from "./judge.js";

/** What a person reads: facts, reasons and verdicts in plain Chinese. */

export const VERDICT_TEXT: Record<Verdict, string> = {
  eligible_possible: "可能符合申报条件",
  not_eligible: "不符合申报条件",
  need_more_info: "还不能判断",
  not_applicable: "不适用",
};

export const CONDITION_TEXT: Record<JudgedCondition["verdict"], string> = { met: "符合", not_met: "不符合", unknown: "还不清楚" };

const KIND: Record<Incident["kind"], string> = { safety: "安全生产", environment: "环境污染", dishonesty: "失信", social: "其他社会影响" };
const LEVEL: Record<Incident["level"], string> = { especially_major: "特别重大", major: "重大（严重）", larger: "较大", general: "一般", unknown: "等级不清楚" };

/** 法人资格：是. */
export function describeFact(definition: FactDefinition, value: FactValue): string {
  return `${definition.name}：${describeValue(definition, value)}`;
}

export function describeValue(definition: FactDefinition, value: FactValue): string {
  if (definition.type === "incidents") return (value as Incident[]).map(describeIncident).join("；") || "没有";
  if ("choices" in definition) {
    const chosen = [value].flat() as string[];
    return chosen.map((one) => definition.choices.find((choice) => choice.value === one)?.label ?? one).join("、");
  }
  return typeof value === "boolean" ? (value ? "是" : "否") : JSON.stringify(value);
}

export function describeIncident({ kind, level, from, to }: Incident): string {
  const when = from === null && to === null ? "时间不清楚" : from === to ? from! : `${from ?? "更早"}至${to ?? "更晚"}`;
  return `${KIND[kind]}，${LEVEL[level]}，${when}`;
}

/** Why a condition is judged so: what was told, or what is still to be told. */
export function reasonFor({ verdict, selfAssessed, decidedBy, open, counts }: JudgedCondition, rules: RuleSet, facts: Readonly<Record<string, FactValue>>): string {
  const named = (ids: readonly string[]): FactDefinition[] => rules.facts.filter(({ id }) => ids.includes(id));
  const told = named(decidedBy).map((fact) => describeFact(fact, facts[fact.id]!)).join("；");
  if (!counts) return "没有说要这样申报，不作要求。";
  if (verdict === "unknown") {
    const asked = named(open).map(({ name }) => name).join("、");
    return [told === "" ? "" : `已说：${told}。`, asked === "" ? "需要主管部门核实。" : `还要弄清：${asked}。`].join("");
  }
  return selfAssessed ? `自评：${told}，以评审为准。` : `自述：${told}。`;
}
