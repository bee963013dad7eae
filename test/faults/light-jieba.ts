import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodejieba from "nodejieba";

/** How often jieba was handed files. */
export const jiebaLoads = { count: 0 };

/** Lets jieba load a dictionary of a few words: a hundredth of the time, and how words are cut does not matter to files. */
export function lightenJieba(): void {
  const load = nodejieba.load.bind(nodejieba);
  nodejieba.load = (options) => {
    jiebaLoads.count++;
    const folder = mkdtempSync(join(tmpdir(), "policy-light-"));
    const dict = join(folder, "dict");
    writeFileSync(dict, "试点 1000 n\n集群 1000 n\n管理 1000 v\n办法 1000 n\n申报 1000 v\n");
    try {
      return load({ dict, ...options });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
