import { parseArgs } from "node:util";
import { readConfig } from "../config.js";
import { makeBackup } from "../store/backup.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";
import { stateOf } from "./state.js";

const USAGE = `用法：npm run backup -- 文件夹
把会话数据库等写进一个新文件夹，服务可以照常运行。文件夹不能已经存在，例如 /backup/2026-01-31。`;

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    console.error(USAGE);
    return USAGE_ERROR;
  }
  const { files } = await makeBackup(stateOf(readConfig()), folder);
  for (const [name, { bytes }] of Object.entries(files)) console.log(`  ${name}　${(bytes / 1e6).toFixed(1)} MB`);
  console.log(`备份已写入「${folder}」并通过检查。里面有会话内容，请妥善保管。`);
  return 0;
}

runCommand(main, USAGE);
