import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { isMap, isSeq, Pair, parse, parseDocument, Scalar, YAMLMap, YAMLSeq, type Document } from "yaml";
import { CorpusError } from "../errors.js";
import { isPassage, type AskedAs, type PolicyDocument } from "../model.js";
import { askedAsFile, oneLine, pairsOf, questionKey } from "./asked-as-file.js";
import { readNotAnswered } from "./not-answered.js";
import { replaceFile } from "./replace-file.js";
import { askedAsSchema } from "./schemas.js";
import { readText } from "./yaml-file.js";

/** A question that staff confirmed for a provision. */
export interface ConfirmedQuestion {
  /** `<documentId>#<eId>` of a passage. */
  provisionId: string;
  question: string;
  /** Who confirmed it; kept as a comment beside the question. */
  by?: string;
}

/** Longer is a story, not a way of asking; the field would drown in it. */
const LONGEST_QUESTION = 200;

/**
 * Adds a confirmed question to its document's asked-as.yaml. Everything else of the file stays as it is, comments included;
 * a provision that has no questions yet is put where the document has it. The file is replaced in one step.
 * @param documents the documents of the snapshot: what may be asked of
 * @throws CorpusError, naming the file and the provision, for an unknown provision and for a question that is there already, or
 *   is said to have no answer
 */
export function addAskedAs(corpusFolder: string, documents: ReadonlyMap<string, PolicyDocument>, { provisionId, question, by }: ConfirmedQuestion): void {
  const [documentId = "", eId = ""] = provisionId.split("#");
  const { path, name } = askedAsFile(corpusFolder, documentId);
  const asked = oneLine(question);
  const passages = passagesOf(documents.get(documentId), name);
  if (!passages.includes(eId)) throw new CorpusError(name, eId || null, "没有这个条款地址（应为最小一级条款）");
  if (questionKey(asked) === "" || asked.length > LONGEST_QUESTION) throw new CorpusError(name, eId, `问法应为 1 到 ${LONGEST_QUESTION} 个字`);
  if (!existsSync(dirname(path))) throw new CorpusError(name, null, "语料里没有这份文件的文件夹");
  const before = existsSync(path) ? readText(path, name) : HEADER;
  const known = readKnown(before, name);
  const same = known[eId]?.find((one) => questionKey(one) === questionKey(asked));
  if (same !== undefined) throw new CorpusError(name, eId, `已有这个问法：「${same}」`);
  refuseLeftOpen(corpusFolder, asked, name, eId);
  const after = inserted(before, passages, eId, { asked, by: by === undefined ? undefined : oneLine(by) });
  checkInserted(after, known, eId, asked, name);
  replaceFile(path, after);
}

const HEADER = "# Questions people ask, by the provision (eId) that answers them. Reviewed content: an index field, never shown as policy text.\n";

function passagesOf(document: PolicyDocument | undefined, name: string): string[] {
  if (!document) throw new CorpusError(name, null, "快照里没有这份文件，请先运行 npm run ingest");
  return document.provisions.filter(isPassage).map((provision) => provision.eId);
}

function readKnown(text: string, name: string): AskedAs {
  const result = askedAsSchema.safeParse(parseDocument(text).errors.length > 0 ? null : (parse(text) ?? {}));
  if (!result.success) throw new CorpusError(name, null, "现有内容有错，请先运行 npm run asked-as -- check 并改正");
  return result.data;
}

/** What is said to have no answer cannot have one: ingest would refuse both. */
function refuseLeftOpen(corpusFolder: string, asked: string, name: string, eId: string): void {
  const entry = readNotAnswered(corpusFolder).find(({ examples }) => examples.some((example) => questionKey(example) === questionKey(asked)));
  if (entry) throw new CorpusError(name, eId, `「${asked}」已写在 not-answered.yaml 的 ${entry.id} 下，应先从那里删去`);
}

/** The file's text with one question more, by the document's own order of provisions. */
function inserted(text: string, order: readonly string[], eId: string, { asked, by }: { asked: string; by?: string }): string {
  const yaml: Document = parseDocument(text);
  const map = isMap(yaml.contents) ? yaml.contents : new YAMLMap();
  yaml.contents = map;
  const line = new Scalar(asked);
  if (by) line.comment = ` ${by}`;
  const list = map.get(eId);
  if (isSeq(list)) list.items.push(line);
  else {
    const created = new YAMLSeq();
    created.items.push(line);
    insertPair(map, placeFor(eId, pairsOf(yaml), order), new Pair(new Scalar(eId), created));
  }
  return yaml.toString({ lineWidth: 0 });
}

/** The comment above the first provision is the file's heading: it stays first. */
function insertPair(map: YAMLMap, at: number, pair: Pair<Scalar>): void {
  const first = map.items[0]?.key;
  if (at === 0 && first instanceof Scalar) {
    pair.key.commentBefore = first.commentBefore;
    first.commentBefore = undefined;
  }
  map.items.splice(at, 0, pair);
}

/** Before the first provision that comes later in the document. */
function placeFor(eId: string, pairs: readonly Pair[], order: readonly string[]): number {
  const later = pairs.findIndex(({ key }) => order.indexOf(String((key as Scalar).value)) > order.indexOf(eId));
  return later < 0 ? pairs.length : later;
}

/** What will be read from the new text must be what was there and the one question: a file that staff own is not guessed at. */
function checkInserted(text: string, known: AskedAs, eId: string, asked: string, name: string): void {
  const wanted = { ...known, [eId]: [...(known[eId] ?? []), asked] };
  const sorted = (questions: AskedAs): string => JSON.stringify(Object.entries(questions).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (sorted(askedAsSchema.parse(parse(text))) !== sorted(wanted)) throw new CorpusError(name, eId, "这个问法写不进去，文件没有改动");
}
