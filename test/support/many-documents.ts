import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TINY_CORPUS, writeTinyCorpus } from "./tiny-corpus.js";

/**
 * Writes a corpus of documents that differ: `law-00`, `law-01` …, each a title and so many articles of some 40 characters.
 * @returns the corpus folder
 */
export function writeManyDocuments(folder: string, documents: number, articles: number): string {
  const corpus = writeTinyCorpus(folder);
  for (let d = 0; d < documents; d++) {
    const id = lawId(d);
    mkdirSync(join(corpus, "documents", id), { recursive: true });
    writeFileSync(join(corpus, "documents", id, "meta.yaml"), metaOf(id));
    writeFileSync(join(corpus, "documents", id, "source.txt"), textOf(d, articles));
  }
  return corpus;
}

/** The id of a document of `writeManyDocuments`. */
export function lawId(document: number): string {
  return `law-${String(document).padStart(2, "0")}`;
}

function metaOf(id: string): string {
  return TINY_CORPUS["documents/trial-measures/meta.yaml"]!.replace("trial-measures", id).replace("试点集群管理办法", `${id} 管理办法`);
}

const SUBJECTS = ["集群", "企业", "园区", "联盟", "平台", "机构", "项目"];
const DUTIES = ["应当按年度报送运行情况", "可以申请专项资金补助", "不得提供虚假材料", "每三年接受一次复核评估", "负责制定培育方案并组织实施"];

function textOf(document: number, articles: number): string {
  const lines = Array.from({ length: articles }, (_, a) => {
    const subject = SUBJECTS[(document + a) % SUBJECTS.length]!;
    const duty = DUTIES[(a * 3 + document) % DUTIES.length]!;
    return `第${a + 1}条 第${document + 1}类${subject}${duty}，金额不超过${a * 7 + document}万元，依照本办法第${(a % 9) + 1}条办理。`;
  });
  return [`${lawId(document)} 管理办法`, ...lines, ""].join("\n");
}
