import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { RuleSet } from "../../ingest/index.js";
import { toCitation, wholeSpan } from "../chat/citations.js";
import { Engine } from "../chat/engine.js";
import { interviewTurn, type InterviewTurn } from "../chat/interview/interview.js";
import { newInterview, type InterviewState } from "../chat/interview/state.js";
import { documentNotices } from "../chat/notices.js";
import { today } from "../clock.js";
import { readConfig } from "../config.js";
import { FactError, parseFacts } from "../eligibility/facts.js";
import { findRules, judge, type Judgement } from "../eligibility/judge.js";
import { nextQuestion } from "../eligibility/next-question.js";
import { reportTables } from "../eligibility/report-tables.js";
import { reportOf } from "../eligibility/report.js";
import { AppError } from "../errors.js";
import { assessBodySchema, type EligibilityReport } from "../schemas/eligibility.js";
import { daySchema } from "../schemas/http.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";

const USAGE = "用法：npm run eligibility -- [--json] [--rules gz-measures] [--facts 事实.json] [--as-of 2026-01-15]";

/** A self-assessment in the terminal: questions until the whole is decided, or facts from a file; then the report. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, rules: { type: "string", default: "gz-measures" }, facts: { type: "string" }, "as-of": { type: "string" } } });
  const asOf = values["as-of"] ?? today();
  const day = daySchema.safeParse(asOf);
  if (!day.success) {
    console.error(`${day.error.issues[0]!.message}\n${USAGE}`);
    return USAGE_ERROR;
  }
  const engine = Engine.open(readConfig());
  const rules = findRules(engine.snapshot.rules, values.rules);
  if (!rules) throw new AppError("unknown_rule_set", 404, `没有这套自测规则，现有：${engine.snapshot.rules.map(({ id }) => id).join("、")}。`);
  const judgement = values.facts === undefined ? await interview(engine, rules, asOf) : judge({ rules, facts: factsIn(values.facts, rules), asOf });
  const report = reportFor(judgement, engine);
  console.log(values.json ? JSON.stringify(report, null, 2) : describe(report));
  return 0;
}

function factsIn(path: string, rules: RuleSet) {
  try {
    return parseFacts(rules, assessBodySchema.shape.facts.parse(JSON.parse(readFileSync(path, "utf8"))));
  } catch (cause) {
    const why = cause instanceof FactError ? cause.message : whyNoFacts(cause);
    if (why === null) throw cause;
    throw new AppError("bad_fact", 400, `${path}：${why}。`, { cause });
  }
}

function whyNoFacts(cause: unknown): string | null {
  if (cause instanceof SyntaxError) return "不是 JSON";
  return cause instanceof z.ZodError ? "应为 JSON 对象，事实编号对应值" : null;
}

/** Asks on standard error, so that --json leaves standard output to the report; the end of the input ends the questions. */
async function interview({ understander, snapshot }: Engine, rules: RuleSet, asOf: string): Promise<Judgement> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  let judgement = judge({ rules, facts: {}, asOf });
  let state: InterviewState = { ...newInterview(rules), asked: nextQuestion(judgement)?.id ?? null };
  console.error(`${rules.title}。${rules.about}\n不清楚的说“不清楚”，也可以直接说情况；按 Ctrl+D 结束。\n`);
  ask(rules, state);
  for await (const line of lines) {
    const turn: InterviewTurn | null = interviewTurn(understander.understand(line, [], {}), state, snapshot, asOf);
    if (turn?.judgement && turn.state.ruleSetId === rules.id) [state, judgement] = [turn.state, turn.judgement];
    else console.error("没有听懂，请换个说法，或者说“不清楚”。");
    if (state.asked === null) break;
    ask(rules, state);
  }
  lines.close();
  return judgement;
}

function ask({ facts }: RuleSet, { asked }: InterviewState): void {
  const fact = facts.find(({ id }) => id === asked);
  if (!fact) return;
  const choices = "choices" in fact ? fact.choices.map(({ label }, i) => `\n  ${i + 1} ${label}`).join("") : "";
  console.error(`${fact.ask}${fact.hint === null ? "" : `\n  （${fact.hint}）`}${choices}`);
}

function reportFor(judgement: Judgement, { snapshot }: Engine): EligibilityReport {
  const document = snapshot.documents.get(judgement.rules.document)!;
  const notices = documentNotices(document, judgement.asOf).map(({ text }) => text);
  return reportOf(judgement, document.meta.title, notices, (eId) => toCitation(wholeSpan(document, document.provisions.find((one) => one.eId === eId)!), 1, judgement.asOf));
}

function describe(report: EligibilityReport): string {
  const { title, asOf, verdictText, missing, notices } = report;
  const tables = reportTables(report).flatMap(({ heading, columns, rows }) => ["", `【${heading}】`, ...rows.flatMap((cells) => rowLines(columns.map(({ name }) => name), cells))]);
  return [`${title}（${asOf}）`, `自测结果：${verdictText}`, ...(missing.length === 0 ? [] : [`还要弄清：${missing.join("、")}`]), ...tables, "", ...notices].join("\n");
}

function rowLines(names: readonly string[], [first, ...cells]: readonly string[]): string[] {
  return [`- ${first}`, ...cells.flatMap((cell, i) => (cell === "" ? [] : [`    ${names[i + 1]}：${cell}`]))];
}

runCommand(main, USAGE);
