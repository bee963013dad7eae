import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openSnapshot } from "../../ingest/index.js";
import { readConfig } from "../config.js";
import { EXPORT_FORMATS, exportDocument, type ExportFormat } from "../exports/exports.js";
import { documentOf } from "../lookup/documents.js";
import { runCommand, USAGE_ERROR } from "./run-command.js";

const USAGE = `用法：npm run export -- 文件编号 [选项]
把当前快照里的一份文件导出为其他程序能用的格式。
  --format akn|json|md  Akoma Ntoso XML、JSON 或带条款地址的 Markdown（默认 akn）
  --out FILE            写入文件；不写时输出到终端`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { format: { type: "string", default: "akn" }, out: { type: "string" }, help: { type: "boolean", default: false } },
  });
  const [id, ...more] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (id === undefined || more.length > 0 || !isFormat(values.format)) {
    console.error(USAGE);
    return USAGE_ERROR;
  }
  const { snapshotDir, embedding } = readConfig();
  const { text } = exportDocument(documentOf(openSnapshot(snapshotDir, embedding).documents, id), values.format);
  if (values.out === undefined) process.stdout.write(text);
  else writeFileSync(values.out, text);
  return 0;
}

function isFormat(format: string): format is ExportFormat {
  return (EXPORT_FORMATS as readonly string[]).includes(format);
}

runCommand(main, USAGE);
