import { parseArgs } from "node:util";
import { openSnapshot } from "../../ingest/index.js";
import { readConfig } from "../config.js";
import { diffOf } from "../lookup/versions.js";
import { describeDiff } from "../versions/describe.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";

const USAGE = `用法：npm run diff -- [选项] 旧版 新版
逐条比较当前快照里的两份文件：新增、删除、修改（逐词标出）、移动、改号。
旧版、新版写文件编号，如 gz-measures-draft gz-measures。
  --json       以 JSON 输出
  --unchanged  未变的条款也列出
修改处写作 [-删去的-]{+加上的+}。`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, unchanged: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  const [before, after, ...more] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (before === undefined || after === undefined || more.length > 0) {
    console.error(USAGE);
    return USAGE_ERROR;
  }
  const { snapshotDir, embedding } = readConfig();
  const diff = diffOf(openSnapshot(snapshotDir, embedding), before, after, values.unchanged);
  console.log(values.json ? JSON.stringify(diff, null, 2) : describeDiff(diff));
  return 0;
}

runCommand(main, USAGE);
