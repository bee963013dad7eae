import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSnapshot } from "../../ingest/index.js";
import { runIngest } from "../../ingest/pipeline.js";
import { Engine } from "../../server/chat/engine.js";
import { bootApp } from "../../test/support/app.js";

/** Two versions of an invented rule: no document of the corpus has more than one. */
const VERSIONS = {
  "sample-2021": {
    meta: ["status: in_force", "issued: 2021-03-01"],
    text: [
      "第一条 为规范样例集群的认定和管理，制定本办法。",
      "第二条 申报样例集群应当有明确的主导产业，集聚企业不少于20家。",
      "第三条 申报材料由所在市工业和信息化主管部门汇总后，于每年3月底前报送。",
      "第四条 样例集群每两年复核一次，复核不合格的，限期一年整改。",
      "第五条 联系人变更的，应当在五个工作日内告知认定部门。",
    ],
  },
  "sample-2024": {
    meta: ["status: in_force", "issued: 2024-06-01", "version: { replaces: [sample-2021] }"],
    text: [
      "第一条 为规范样例集群的认定和管理，制定本办法。",
      "第二条 申报样例集群应当有明确的主导产业，集聚企业不少于30家，其中规模以上企业不少于10家。",
      "第三条 样例集群每三年复核一次，复核不合格的，限期半年整改；整改后仍不合格的，撤销称号。",
      "第四条 申报材料由所在市工业和信息化主管部门汇总后，于每年3月底前报送。",
      "第五条 样例集群应当每年公布发展情况。",
    ],
  },
};

/** The application on a copy of the corpus with these versions, below a folder: what is uploaded here touches nothing. */
export async function openSampleApp(folder: string, corpusDir: string, staffFile: string): ReturnType<typeof bootApp> {
  const corpus = join(folder, "corpus");
  cpSync(corpusDir, corpus, { recursive: true });
  for (const [id, { meta, text }] of Object.entries(VERSIONS)) {
    const document = join(corpus, "documents", id);
    mkdirSync(document);
    writeFileSync(join(document, "source.txt"), ["样例集群管理办法", ...text, ""].join("\n"));
    writeFileSync(join(document, "meta.yaml"), [`id: ${id}`, "title: 样例集群管理办法", "issuer: 样例厅", "region: 贵州", "level: province", "kind: measures", ...meta, "source: { file: source.txt, note: 截图用的样例，不是政策文件 }", ""].join("\n"));
  }
  const snapshotDir = join(folder, "snapshots");
  await runIngest({ corpusFolder: corpus, snapshotRoot: snapshotDir });
  return bootApp({ engines: new Engine(openSnapshot(snapshotDir)), corpusDir: corpus, snapshotDir, staffFile });
}
