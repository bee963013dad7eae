import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { Engine } from "../chat/engine.js";
import { readConfig } from "../config.js";
import { replayTurn, type EvidenceDifference, type Replay, type Standing } from "../staff/replay.js";
import { Store } from "../store/store.js";
import { runCommand } from "./run-command.js";

const USAGE = `用法：npm run replay -- [--json] 回答编号
在当时的快照上把这一轮重新跑一遍，比较依据。退出码：0 一致，1 不同，2 没有这个回答，3 当时的快照已不在，不能重放。`;

const EXIT = { same: 0, different: 1, unknown: 2, impossible: 3 } as const;

/** One stored turn again, on the snapshot that it was answered from. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean", default: false } } });
  const { databaseFile, ...settings } = readConfig();
  const [answerId] = positionals;
  if (answerId === undefined || positionals.length > 1) return fail(EXIT.unknown, USAGE);
  if (!existsSync(databaseFile)) return fail(EXIT.unknown, `没有会话数据库「${databaseFile}」，可用环境变量 DATABASE_FILE 指定。`);
  const store = new Store(databaseFile);
  try {
    const turn = store.findTurn(answerId);
    if (!turn) return fail(EXIT.unknown, `没有编号为「${answerId}」的回答。`);
    const engine = Engine.openById(settings, turn.snapshot);
    const replay = await replayTurn(turn, store, engine);
    console.log(values.json ? JSON.stringify(summary(replay), null, 2) : describe(replay));
    return replay.differences.length === 0 ? EXIT.same : EXIT.different;
  } finally {
    store.close();
  }
}

function fail(code: number, message: string): number {
  console.error(message);
  return code;
}

function summary({ turn, again, differences }: Replay): object {
  const { answerId, createdAt, question, request, snapshot } = turn;
  return { answerId, createdAt, question, request, snapshot, same: differences.length === 0, sameAnswer: sameAnswer(turn, again), differences };
}

function describe({ turn, again, differences }: Replay): string {
  return [
    `问题：${turn.question}`,
    `时间：${turn.createdAt}　快照：${turn.snapshot}`,
    ...(turn.request === null ? ["这一轮没有存下当时限定的地区和文件，按没有限定重放。"] : []),
    differences.length === 0 ? `依据一致，共 ${turn.evidence.length} 条。` : `依据不同，${differences.length} 条有变化：`,
    ...differences.map(describeDifference),
    sameAnswer(turn, again) ? "回答文字一致。" : "回答文字不同。",
  ].join("\n");
}

function describeDifference({ provisionId, before, after }: EvidenceDifference): string {
  const place = (standing: Standing | null): string => (standing ? `第 ${standing.rank} 位（${standing.score}）` : "没有");
  return `  ${provisionId}　当时${place(before)}，现在${place(after)}`;
}

function sameAnswer({ answer }: Replay["turn"], again: Replay["again"]): boolean {
  return (answer as { answer?: unknown }).answer === again.answer.answer;
}

runCommand(main, USAGE, EXIT.impossible);
