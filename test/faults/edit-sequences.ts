import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "../../bench/seeded-random.js";
import { CorpusError } from "../../ingest/errors.js";
import type { IngestOptions } from "../../ingest/options.js";
import { runIngest, type IngestReport } from "../../ingest/pipeline.js";
import type { Manifest } from "../../ingest/search-index/manifest.js";
import { writeTinyCorpus } from "../support/tiny-corpus.js";

export interface EditReport {
  sequences: number;
  /** Ingests that were compared with a full one. */
  compared: number;
  /** Documents in them that were not analysed again. */
  reused: number;
  /** How often each kind of edit was made. */
  edits: Record<string, number>;
  /** What differed, one line an ingest: the bar is none. */
  faults: string[];
}

const EDITS_A_SEQUENCE = 4;

/**
 * Edits small corpora at random and ingests them after every edit: with what the ingests before kept, and whole. Every file of
 * the two snapshots must be the same.
 */
export async function compareIncremental(sequences: number, seed = 1, onSequence: (done: number) => void = () => undefined): Promise<EditReport> {
  const report: EditReport = { sequences, compared: 0, reused: 0, edits: {}, faults: [] };
  const random = seededRandom(seed);
  for (let s = 0; s < sequences; s++) {
    const folder = mkdtempSync(join(tmpdir(), "policy-edits-"));
    try {
      const house = new EditedHouse(folder, random);
      for (let e = 0; e <= EDITS_A_SEQUENCE; e++) {
        const edit = e === 0 ? "first ingest" : house.editOnce();
        report.edits[edit] = (report.edits[edit] ?? 0) + 1;
        const fault = await house.compare(report);
        if (fault !== null) report.faults.push(`sequence ${s}, edit ${e}, ${edit}: ${fault}`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    onSequence(s + 1);
  }
  return report;
}

/** A corpus, the snapshots of incremental ingests of it, and the edits that can be made. */
class EditedHouse {
  private readonly corpus: string;
  private readonly documents: string;
  private added = 0;
  /** Texts as they were before they were edited. */
  private readonly earlier: { id: string; text: string }[] = [];

  private readonly edits: Readonly<Record<string, () => void>> = {
    "figure changed": () => this.editText((text) => text.replace(/每.年/, `每${this.pick([..."一两三四五六七八九"])}年`)),
    "article added": () => this.editText((text) => `${text}第${this.pick([..."四五六七八九"])}条 ${this.sentence()}\n`),
    "line removed": () => this.editText((text) => withoutLine(text, 1 + this.below(text.split("\n").length - 2))),
    "text brought back": () => {
      const { id, text } = this.earlier.length > 0 ? this.pick(this.earlier) : { id: "", text: "" };
      if (existsSync(this.pathOf(id, "source.txt"))) this.write(id, "source.txt", text);
    },
    "document added": () => this.addDocument(`added-${this.added++}`),
    "document removed": () => this.removeDocument(this.anyDocument()),
    "document renamed": () => {
      const id = this.anyDocument();
      const text = this.read(id, "source.txt");
      this.removeDocument(id);
      this.addDocument(`added-${this.added++}`, text);
    },
    "metadata changed": () => this.editFile(this.anyDocument(), "meta.yaml", (yaml) => yaml.replace(/status: .*/, `status: ${this.pick(["draft", "in_force", "superseded"])}`)),
    "title changed": () => this.editFile(this.anyDocument(), "meta.yaml", (yaml) => yaml.replace(/title: .*/, `title: ${this.sentence().slice(0, 8)}办法`)),
    "question added": () => this.write(this.anyDocument(), "asked-as.yaml", `art_1:\n  - ${this.sentence()}\n`),
    "term added": () => this.editFile("../lexicon", "terms.txt", (terms) => `${terms}${this.sentence().slice(0, 4)}\n`),
    "synonym changed": () => this.editFile("../lexicon", "synonyms.yaml", (yaml) => yaml.replace(/weight: .*/, `weight: 0.${1 + this.below(9)}`)),
    nothing: () => undefined,
    "kept file damaged": () => this.hurtKept((path) => writeFileSync(path, flipped(readFileSync(path), this.random()))),
    "kept file cut": () => this.hurtKept((path) => writeFileSync(path, readFileSync(path).subarray(0, this.below(500)))),
    "kept file removed": () => this.hurtKept((path) => rmSync(path)),
  };

  constructor(
    private readonly folder: string,
    private readonly random: () => number,
  ) {
    this.corpus = writeTinyCorpus(folder, { "documents/trial-measures/asked-as.yaml": null });
    this.documents = join(this.corpus, "documents");
    for (let i = 0; i < 3; i++) this.addDocument(`added-${this.added++}`);
  }

  editOnce(): string {
    const name = this.pick(Object.keys(this.edits));
    this.edits[name]!();
    return name;
  }

  /** @returns what differs; null where nothing does */
  async compare(report: EditReport): Promise<string | null> {
    const cacheFolder = join(this.folder, "cache");
    const options = { corpusFolder: this.corpus, workers: 0 };
    const incremental = await outcomeOf({ ...options, snapshotRoot: join(this.folder, "incremental"), cacheFolder });
    const whole = await outcomeOf({ ...options, snapshotRoot: join(this.folder, "whole") });
    report.compared++;
    if (typeof incremental === "string" || typeof whole === "string") return incremental === whole ? null : "only one of them was refused";
    report.reused += incremental.reused;
    const told = ({ documents, findings }: IngestReport): string => JSON.stringify({ documents, findings });
    if (told(incremental) !== told(whole)) return "the reports differ";
    return difference(incremental.snapshot!, whole.snapshot!);
  }

  private addDocument(id: string, text = `${id}办法\n第一条 ${this.sentence()}\n第二条 ${this.sentence()}每三年复核一次。\n第三条 ${this.sentence()}\n`): void {
    writeTinyCorpus(this.folder, {
      [`documents/${id}/meta.yaml`]: `id: ${id}\ntitle: ${id}办法\nissuer: 试点厅\nregion: 贵州\nlevel: province\nkind: measures\nstatus: in_force\nsource: { file: source.txt }\n`,
      [`documents/${id}/source.txt`]: text,
      ...Object.fromEntries(UNTOUCHED.map((name) => [name, null])),
    });
  }

  private removeDocument(id: string): void {
    if (readdirSync(this.documents).length > 1) rmSync(join(this.documents, id), { recursive: true });
  }

  private editText(edit: (text: string) => string): void {
    const id = this.anyDocument();
    this.earlier.push({ id, text: this.read(id, "source.txt") });
    rmSync(this.pathOf(id, "asked-as.yaml"), { force: true });
    this.editFile(id, "source.txt", edit);
  }

  private editFile(id: string, name: string, edit: (text: string) => string): void {
    this.write(id, name, edit(this.read(id, name)));
  }

  private hurtKept(hurt: (path: string) => void): void {
    const kept = join(this.folder, "cache/documents");
    hurt(join(kept, this.pick(readdirSync(kept))));
  }

  private anyDocument(): string {
    return this.pick(readdirSync(this.documents));
  }

  private read(id: string, name: string): string {
    return readFileSync(this.pathOf(id, name), "utf8");
  }

  private write(id: string, name: string, text: string): void {
    writeFileSync(this.pathOf(id, name), text);
  }

  private pathOf(id: string, name: string): string {
    return join(this.documents, id, name);
  }

  private sentence(): string {
    return Array.from({ length: 3 + this.below(5) }, () => this.pick(["集群", "企业", "申报", "复核", "资金", "补助", "园区", "管理", "创新", "平台"])).join("");
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}

/** What an ingest gives, or why it refused the corpus: an edit may take a provision away that is asked about. */
async function outcomeOf(options: IngestOptions): Promise<IngestReport | string> {
  try {
    return await runIngest(options);
  } catch (error) {
    if (error instanceof CorpusError) return error.message;
    throw error;
  }
}

/** Files of the tiny corpus that stay as an edit left them. */
const UNTOUCHED = [
  "documents/trial-measures/meta.yaml",
  "documents/trial-measures/source.txt",
  "documents/trial-measures/asked-as.yaml",
  "lexicon/terms.txt",
  "lexicon/synonyms.yaml",
  "lexicon/stopwords.txt",
  "lexicon/places.yaml",
];

function withoutLine(text: string, at: number): string {
  return text.split("\n").filter((_, i) => i !== at).join("\n");
}

function flipped(data: Buffer, where: number): Buffer {
  const copy = Buffer.from(data);
  copy[Math.floor(where * copy.length)]! ^= 1;
  return copy;
}

function difference(one: Manifest, other: Manifest): string | null {
  if (JSON.stringify(Object.keys(one.files)) !== JSON.stringify(Object.keys(other.files))) return "not the same files";
  const name = Object.keys(one.files).find((file) => one.files[file]!.sha256 !== other.files[file]!.sha256);
  if (name !== undefined) return `${name} differs`;
  const told = ({ createdAt: _, seal: __, ...rest }: Manifest): string => JSON.stringify(rest);
  return told(one) === told(other) ? null : "the manifests differ";
}
