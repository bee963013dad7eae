import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { openSnapshot } from "../../ingest/index.js";
import { readConfig } from "../config.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";

const USAGE = `用法：npm run vector-store -- 文件夹
把现有快照的条款和向量写成 langchain 的 HNSWLib 向量库，供别的 langchain 程序使用。文件夹不能已经存在。`;

async function main(): Promise<number> {
  const [folder, ...more] = parseArgs({ allowPositionals: true, options: {} }).positionals;
  if (folder === undefined || more.length > 0) {
    console.error(USAGE);
    return USAGE_ERROR;
  }
  if (existsSync(folder)) {
    console.error(`「${folder}」已经存在，请换一个新文件夹。`);
    return 1;
  }
  const { snapshotDir, embedding } = readConfig();
  const snapshot = openSnapshot(snapshotDir, embedding);
  if (snapshot.embedder.kind === "none") {
    console.error("这个快照没有向量，请先运行 npm run ingest（不带 --no-vectors）。");
    return 1;
  }
  const { openVectorStore, toVectorStore } = await import("../llm/langchain/vector-store.js");
  await (await toVectorStore(snapshot)).save(folder);
  // hnswlib reports success on a full disk too: what was written is opened again.
  const written = (await openVectorStore(folder, snapshot.embedder)).index.getCurrentCount();
  console.log(`已把 ${written} 个条款段落写进「${folder}」。来自快照 ${snapshot.manifest.id}，只含向量检索，不含效力和地区的判断。`);
  return 0;
}

runCommand(main, USAGE);
