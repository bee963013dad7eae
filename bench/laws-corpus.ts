import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { readTarGz } from "./tar.js";

/** A corpus folder made of laws, and what it holds. */
export interface LawsCorpus {
  folder: string;
  documents: number;
  /** Bytes of UTF-8 of all source texts. */
  bytes: number;
}

/**
 * Writes the laws of an archive (Markdown files) as a corpus: plain text, metadata made up, the lexicon of `lexiconFolder`.
 * @param mostBytes no further law is taken once this much text is written; the whole archive again where it holds less
 */
export async function writeLawsCorpus(archive: string, folder: string, lexiconFolder: string, mostBytes: number): Promise<LawsCorpus> {
  cpSync(lexiconFolder, join(folder, "lexicon"), { recursive: true });
  const corpus: LawsCorpus = { folder, documents: 0, bytes: 0 };
  for (let round = 0; corpus.bytes < mostBytes; round++) {
    const before = corpus.documents;
    for await (const { path, content } of readTarGz(archive)) {
      if (corpus.bytes >= mostBytes) break;
      if (path.endsWith(".md")) addLaw(corpus, content.toString("utf8"));
    }
    if (corpus.documents === before) throw new Error(`${archive} holds no .md file`);
    if (!Number.isFinite(mostBytes)) break;
  }
  return corpus;
}

function addLaw(corpus: LawsCorpus, markdown: string): void {
  const id = `law-${String(++corpus.documents).padStart(5, "0")}`;
  const text = plainText(markdown);
  const title = text.trimStart().split("\n", 1)[0]!.trim() || id;
  const meta = { id, title, issuer: "未登记", region: null, level: "nation", kind: "law", status: "in_force", source: { file: "source.txt" } };
  const folder = join(corpus.folder, "documents", id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "meta.yaml"), stringify(meta));
  writeFileSync(join(folder, "source.txt"), text);
  corpus.bytes += Buffer.byteLength(text);
}

/** The text as it would be published: no heading signs, no comments. */
export function plainText(markdown: string): string {
  return markdown.replace(/<!--[^]*?-->\n?/g, "").replace(/^#+ +/gm, "");
}
