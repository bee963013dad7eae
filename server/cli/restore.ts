import { parseArgs } from "node:util";
import { readConfig } from "../config.js";
import { restoreBackup } from "../store/restore.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";
import { stateOf } from "./state.js";

const USAGE = `用法：npm run restore -- 备份文件夹 [--force]
先停止服务。备份检查通过才替换；已有数据库时要加 --force，原有的改名为 .before-restore-时间 保留。`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { force: { type: "boolean", default: false } } });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    console.error(USAGE);
    return USAGE_ERROR;
  }
  const { manifest, placed, kept } = restoreBackup(stateOf(readConfig()), folder, values.force);
  for (const path of placed) console.log(`  已恢复　${path}`);
  for (const path of kept) console.log(`  原有的保留为　${path}`);
  console.log(`已恢复到 ${manifest.createdAt} 的备份，可以启动服务了。`);
  return 0;
}

runCommand(main, USAGE);
