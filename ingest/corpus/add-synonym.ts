import { join } from "node:path";
import { Document, parse, YAMLSeq } from "yaml";
import { CorpusError } from "../errors.js";
import type { SynonymEntry } from "../model.js";
import { sha256 } from "../search-index/manifest.js";
import { foldText } from "../segment/tokenizer.js";
import { oneLine } from "./asked-as-file.js";
import { replaceFile } from "./replace-file.js";
import { synonymsSchema } from "./schemas.js";
import { readText, readYaml } from "./yaml-file.js";

const NAME = "lexicon/synonyms.yaml";
/** Shorter ones are never looked for in a question (`SynonymFinder`). */
const SHORTEST_SAYING = 2;

/** The synonyms of the corpus as they stand, and the hash of their file's text. */
export interface SynonymFile {
  entries: SynonymEntry[];
  hash: string;
}

/** @throws CorpusError */
export function readSynonymFile(corpusFolder: string): SynonymFile {
  const path = join(corpusFolder, NAME);
  return { entries: readYaml(path, NAME, synonymsSchema), hash: sha256(readText(path, NAME)) };
}

/**
 * An entry as it would be written: words on one line, each once.
 * @throws CorpusError for what the file may not hold, and for an expression that another entry rewords already: the later one
 *   would silently take its place
 */
export function checkedSynonym(known: readonly SynonymEntry[], { say, mean, weight, note }: SynonymEntry): SynonymEntry {
  const words = (list: readonly string[]): string[] => [...new Set(list.map(oneLine))];
  const entry = { say: words(say), mean: words(mean), weight, note: oneLine(note) };
  const wrong = synonymsSchema.safeParse([entry]).error?.issues[0];
  if (wrong) throw new CorpusError(NAME, String(wrong.path[1]), wrong.message);
  for (const said of entry.say) {
    const folded = foldText(said);
    if (folded.length < SHORTEST_SAYING) throw new CorpusError(NAME, "say", `「${said}」太短，至少 ${SHORTEST_SAYING} 个字`);
    const other = known.find((one) => one.say.some((saying) => foldText(saying) === folded));
    if (other) throw new CorpusError(NAME, "say", `已有「${said}」的对照：${other.mean.join("、")}`);
    if (entry.mean.some((meaning) => foldText(meaning) === folded)) throw new CorpusError(NAME, "mean", `「${said}」不能对照它自己`);
  }
  return entry;
}

/**
 * Writes an entry to the end of the synonyms; everything else of the file stays as it is, to the byte.
 * @param seen the file as it was when the entry was decided on
 * @param by who confirmed it; kept as a comment beside the entry
 * @throws CorpusError as `checkedSynonym`, and where the file was changed meanwhile
 */
export function addSynonym(corpusFolder: string, proposed: SynonymEntry, seen: SynonymFile, by?: string): void {
  const path = join(corpusFolder, NAME);
  const before = readText(path, NAME);
  if (sha256(before) !== seen.hash) throw new CorpusError(NAME, null, "在这期间改动过，请重新看一次再保存");
  const entry = checkedSynonym(seen.entries, proposed);
  const after = `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${entryText(entry, by)}`;
  // A file that staff own is not guessed at: what will be read from it must be what was there and the one entry.
  if (!reads(after, [...seen.entries, entry])) throw new CorpusError(NAME, null, "这一条写不进去，文件没有改动");
  replaceFile(path, after);
}

/** As the file's own entries are written: the words on one line each. */
function entryText(entry: SynonymEntry, by: string | undefined): string {
  const yaml = new Document([entry]);
  for (const key of ["say", "mean"]) {
    const list = yaml.getIn([0, key]);
    if (list instanceof YAMLSeq) list.flow = true;
  }
  const text = yaml.toString({ lineWidth: 0, flowCollectionPadding: false });
  return by === undefined ? text : text.replace("\n", ` # ${oneLine(by)}\n`);
}

function reads(text: string, wanted: readonly SynonymEntry[]): boolean {
  try {
    return JSON.stringify(synonymsSchema.parse(parse(text))) === JSON.stringify(wanted);
  } catch {
    return false;
  }
}
