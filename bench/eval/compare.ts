import { readFileSync } from "node:fs";
import { z } from "zod";
import { isWorse, MEASURES } from "./measures.js";
import { ALL, type Summary } from "./summary.js";

const reportSchema = z.object({
  snapshot: z.string(),
  groups: z.record(z.string(), z.record(z.string(), z.number())),
  cases: z.array(z.object({ id: z.string(), right: z.boolean(), evidence: z.number(), facts: z.number(), outcome: z.string() })),
});
type ReportedCase = z.infer<typeof reportSchema>["cases"][number];

/** What `--json` prints of a run, as far as two runs are compared; an older one may lack some figures. */
export interface RunReport {
  snapshot: string;
  groups: Record<string, Partial<Summary>>;
  cases: ReportedCase[];
}

/** Reads what an earlier run printed with `--json`. @throws Error naming the file and field */
export function readRunReport(path: string): RunReport {
  const result = reportSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (result.success) return result.data;
  const { path: field, message } = result.error.issues[0]!;
  throw new Error(`${path} 的 ${field.join(".")}：${message}（应为 npm run eval -- --json 的输出）`);
}

/** One question that came out differently. */
export interface Change {
  id: string;
  verdict: "错→对" | "对→错" | "对" | "错";
  evidence: number;
  facts: number;
  outcome: string;
}

/** Questions of both runs whose verdict, evidence, facts or outcome changed; losses first, then gains, then the rest. */
export function changedCases(before: RunReport, after: RunReport): Change[] {
  const earlier = new Map(before.cases.map((each) => [each.id, each]));
  const changes = after.cases.flatMap((now) => {
    const then = earlier.get(now.id);
    return then ? changeOf(then, now) : [];
  });
  const rank: Record<Change["verdict"], number> = { "对→错": 0, "错→对": 1, 错: 2, 对: 3 };
  return changes.sort((a, b) => rank[a.verdict] - rank[b.verdict]);
}

function changeOf(then: ReportedCase, now: ReportedCase): Change[] {
  const [evidence, facts] = [now.evidence - then.evidence, now.facts - then.facts];
  if (then.right === now.right && evidence === 0 && facts === 0 && then.outcome === now.outcome) return [];
  const verdict = then.right === now.right ? (now.right ? "对" : "错") : now.right ? "错→对" : "对→错";
  const outcome = then.outcome === now.outcome ? "" : `${then.outcome}→${now.outcome}`;
  return [{ id: now.id, verdict, evidence, facts, outcome }];
}

/** Both runs side by side: each changed question, then each changed figure of each group. */
export function describeComparison(before: RunReport, after: RunReport): string {
  const changes = changedCases(before, after);
  const count = (verdict: Change["verdict"]): number => changes.filter((change) => change.verdict === verdict).length;
  return [
    `与快照 ${before.snapshot} 的结果相比：错→对 ${count("错→对")}，对→错 ${count("对→错")}，其余有变 ${count("对") + count("错")}。`,
    ...changes.map(describeChange),
    ...onlyIn(before, after, "这次没有"),
    ...onlyIn(after, before, "上次没有"),
    ...Object.keys(after.groups).flatMap((name) => describeGroup(name, before.groups[name], after.groups[name]!)),
  ].join("\n");
}

function describeChange({ id, verdict, evidence, facts, outcome }: Change): string {
  return `  ${verdict}  ${id}  依据 ${signed(evidence)}  要点 ${signed(facts)}  ${outcome}`.trimEnd();
}

function onlyIn(one: RunReport, other: RunReport, note: string): string[] {
  const ids = new Set(other.cases.map(({ id }) => id));
  const missing = one.cases.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
  return missing.length === 0 ? [] : [`  ${note}：${missing.join("、")}`];
}

/** Times are told of all cases only: they change with every run. */
const TIMES: ReadonlySet<keyof Summary> = new Set(["p50Ms", "p99Ms"]);

function describeGroup(name: string, then: Partial<Summary> | undefined, now: Partial<Summary>): string[] {
  const changed = MEASURES.filter(({ key }) => name === ALL || !TIMES.has(key)).flatMap((measure) => {
    const [was, is] = [then?.[measure.key], now[measure.key]];
    if (was === undefined || is === undefined || was === is) return [];
    return [`${measure.label} ${measure.show(was)}→${measure.show(is)}（${isWorse(measure, is, was) ? "变差" : "变好"}）`];
  });
  return changed.length === 0 ? [] : [`${name}：${changed.join("，")}`];
}

function signed(value: number): string {
  return value === 0 ? "0" : `${value > 0 ? "+" : ""}${value.toFixed(2)}`;
}
