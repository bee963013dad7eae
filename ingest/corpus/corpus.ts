import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { CorpusError } from "../errors.js";
import type { AskedAs, DocumentMeta, Lexicon, NotAnswered, PolicyDocument } from "../model.js";
import { isPassage } from "../model.js";
import type { SourceReading } from "../read/sources/read-sources.js";
import { EXTENSIONS, formatByName } from "../read/formats.js";
import { askedAsSchema, documentMetaSchema } from "./schemas.js";
import { readLexicon } from "./lexicon.js";
import { readNotAnswered } from "./not-answered.js";
import { readRules } from "./rules/rules.js";
import type { RuleSet } from "./rules/schema.js";
import { linkVersions, type UnlinkedMeta } from "./versions.js";
import { readYaml } from "./yaml-file.js";

/** A document as it stands in the corpus, before its source is read. */
export interface CorpusEntry {
  meta: DocumentMeta;
  sourcePath: string;
  /** Size of the source file. */
  bytes: number;
  askedAs: AskedAs;
  /** How the source was read; without it, as plain text. */
  reading?: SourceReading;
}

/** The corpus folder, read and checked. */
export interface Corpus {
  entries: CorpusEntry[];
  lexicon: Lexicon;
  notAnswered: NotAnswered[];
  rules: RuleSet[];
}

/**
 * Reads `corpus/`: every document folder with its metadata and questions, the lexicon, what is left open, and the rules.
 * @param extraPaths further document folders, or single files, which count as background and never as a rule
 * @param lexicon where it was read before
 * @throws CorpusError that names the file and field of the first mistake.
 */
export function readCorpus(corpusFolder: string, extraPaths: readonly string[] = [], lexicon?: Lexicon): Corpus {
  const sorted = readEntries(corpusFolder, extraPaths);
  const linked = linkVersions(sorted.map(({ meta }) => meta));
  return { entries: sorted.map((entry, i) => ({ ...entry, meta: linked[i]! })), lexicon: lexicon ?? readLexicon(corpusFolder), notAnswered: readNotAnswered(corpusFolder), rules: readRules(corpusFolder) };
}

/** What every document of the corpus says of itself. @throws CorpusError */
export function readMetas(corpusFolder: string): UnlinkedMeta[] {
  return readEntries(corpusFolder, []).map(({ meta }) => meta);
}

/** An entry before it is known what other documents say of it. */
type UnlinkedEntry = Omit<CorpusEntry, "meta"> & { meta: UnlinkedMeta };

/** By id. */
function readEntries(corpusFolder: string, extraPaths: readonly string[]): UnlinkedEntry[] {
  const documentsFolder = join(corpusFolder, "documents");
  if (!existsSync(documentsFolder)) throw new CorpusError("documents", null, "文件夹不存在");
  const folders = readdirSync(documentsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(documentsFolder, entry.name));
  const entries = [...folders.map(readEntry), ...extraPaths.map(readExtra)];
  const sorted = entries.sort((a, b) => (a.meta.id < b.meta.id ? -1 : 1));
  const twice = sorted.find((entry, i) => entry.meta.id === sorted[i + 1]?.meta.id);
  if (twice) throw new CorpusError(`documents/${twice.meta.id}/meta.yaml`, "id", "与另一份文件重复");
  return sorted;
}

function readEntry(folder: string): UnlinkedEntry {
  const id = basename(resolve(folder));
  const name = `documents/${id}/meta.yaml`;
  const meta = readYaml(join(folder, "meta.yaml"), name, documentMetaSchema);
  if (meta.id !== id) throw new CorpusError(name, "id", `应与文件夹同名「${id}」，实际是「${meta.id}」`);
  const sourcePath = join(folder, meta.source.file);
  const source = statSync(sourcePath, { throwIfNoEntry: false });
  if (!source) throw new CorpusError(name, "source.file", `找不到文件「${meta.source.file}」`);
  const askedPath = join(folder, "asked-as.yaml");
  const askedAs = existsSync(askedPath) ? readYaml(askedPath, `documents/${id}/asked-as.yaml`, askedAsSchema) : {};
  return { meta, sourcePath, bytes: source.size, askedAs };
}

function readExtra(path: string): UnlinkedEntry {
  const source = statSync(path, { throwIfNoEntry: false });
  if (!source) throw new CorpusError(path, null, "文件不存在");
  if (source.isDirectory()) return readEntry(path);
  if (formatByName(path) === null) throw new CorpusError(path, null, `只收含 meta.yaml 的文件夹，或这些扩展名的文件：${EXTENSIONS.join(" ")}`);
  const title = basename(path, extname(path));
  const id = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 64);
  if (id === "") throw new CorpusError(path, null, "文件名应含字母或数字，用作文件编号");
  const meta = documentMetaSchema.parse({
    id,
    title,
    issuer: "未登记",
    region: null,
    level: "province",
    kind: "other",
    status: "non_normative",
    statusNote: "未登记元数据，只作背景材料",
    source: { file: basename(path) },
  });
  return { meta, sourcePath: path, bytes: source.size, askedAs: {} };
}

/** Every eId of asked-as.yaml must be a passage of the document. @throws CorpusError */
export function checkAskedAs(document: PolicyDocument, askedAs: AskedAs): void {
  const passages = new Set(document.provisions.filter(isPassage).map((provision) => provision.eId));
  const unknown = Object.keys(askedAs).find((eId) => !passages.has(eId));
  if (unknown) {
    throw new CorpusError(`documents/${document.meta.id}/asked-as.yaml`, unknown, "没有这个条款地址（应为最小一级条款的 eId）");
  }
}
