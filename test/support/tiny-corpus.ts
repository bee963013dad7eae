import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A small, correct corpus: file (path inside the corpus) -> content. Each test changes what it is about. */
export const TINY_CORPUS: Readonly<Record<string, string>> = {
  "documents/trial-measures/meta.yaml": [
    "id: trial-measures",
    "title: 试点集群管理办法",
    "issuer: 试点厅",
    "docNumber: 试政发〔2024〕3号",
    "region: 贵州",
    "level: province",
    "kind: measures",
    "status: in_force",
    "issued: 2024-02-29",
    "period: { from: 2024-01-01, to: 2099-12-31 }",
    "source:",
    "  file: source.txt",
    "  url: https://example.org/trial",
    "",
  ].join("\n"),
  "documents/trial-measures/source.txt": [
    "试点集群管理办法",
    "第一条 为培育试点集群，制定本办法。",
    "第二条 申报试点集群应当满足以下条件：",
    "（一）集群主导产业突出。",
    "（二）集群申报材料真实。",
    "第三条 试点集群每三年复核一次。",
    "",
  ].join("\n"),
  "documents/trial-measures/asked-as.yaml": ["art_2__item_2:", "  - 申报材料能不能造假", "art_3:", "  - 多久复核一次", ""].join("\n"),
  "lexicon/terms.txt": "# 政策词\n试点集群\n\n主导产业\n试点集群\n",
  "lexicon/synonyms.yaml": ["- say: [交材料]", "  mean: [申报材料]", "  weight: 0.9", "  note: 口语", ""].join("\n"),
  "lexicon/stopwords.txt": "的\n了\n",
  "lexicon/places.yaml": ["- region: 贵州", "  names: [贵州省, 贵州]", "  abbreviation: 黔", "  places: [贵阳]", ""].join("\n"),
};

/**
 * Writes the tiny corpus below `folder`, with changes: a file's new content, or null for a file that is left out.
 * @returns the corpus folder
 */
export function writeTinyCorpus(folder: string, changes: Readonly<Record<string, string | Uint8Array | null>> = {}): string {
  const corpus = join(folder, "corpus");
  for (const [name, content] of Object.entries({ ...TINY_CORPUS, ...changes })) {
    if (content === null) continue;
    mkdirSync(dirname(join(corpus, name)), { recursive: true });
    writeFileSync(join(corpus, name), content);
  }
  return corpus;
}

/** A file of the tiny corpus with one passage replaced; the passage must be there. */
export function edited(name: string, from: string, to: string): Record<string, string> {
  const content = TINY_CORPUS[name];
  if (!content?.includes(from)) throw new Error(`${name} holds no ${from}`);
  return { [name]: content.replace(from, to) };
}
