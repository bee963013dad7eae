import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CorpusError } from "../errors.js";
import { isPassage, NOT_ANSWERED_REASONS, type AskedAs, type DocumentMeta, type NotAnswered, type PolicyDocument, type Provision } from "../model.js";
import { findQuantities } from "../segment/quantities.js";
import { foldText } from "../segment/tokenizer.js";
import { readYaml } from "./yaml-file.js";

export const NOT_ANSWERED_FILE = "not-answered.yaml";
const EVERYWHERE = "all";
const DIGIT = /[0-9０-９]/;

const text = z.string().trim().min(1, "不能为空");
const provisionId = z.string().regex(/^[a-z0-9-]+#[a-z0-9_]+$/, "应为“文件编号#条款地址”");

/** `corpus/not-answered.yaml`: what people ask and the documents leave open, reviewed. */
export const notAnsweredSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "应为小写字母、数字和连字符"),
    about: text,
    examples: z.array(text).min(6, "至少 6 个问法").max(20, "至多 20 个问法"),
    reason: z.enum(NOT_ANSWERED_REASONS),
    say: text.max(120, "应为一两句话"),
    ask: z.strictObject({ body: text, provision: provisionId }).nullable().default(null),
    related: z.array(provisionId).default([]),
  }),
);

/** Reads the reviewed examples; a corpus without the file has none. @throws CorpusError */
export function readNotAnswered(corpusFolder: string): NotAnswered[] {
  const path = join(corpusFolder, NOT_ANSWERED_FILE);
  return existsSync(path) ? readYaml(path, NOT_ANSWERED_FILE, notAnsweredSchema) : [];
}

/**
 * Everything that an entry names must be there: its document or region, the provisions, and the body to ask in the text of
 * the provision that it rests on. No id and no wording stands twice, no provision is said to answer a wording (asked-as),
 * and nothing that is said holds a figure.
 * @param read gives a document of the corpus; asked once for each that is named, so that the others need not be in memory
 * @throws CorpusError naming the entry and the field
 */
export function checkNotAnswered(entries: readonly NotAnswered[], corpus: readonly AskedDocument[], read: (id: string) => PolicyDocument | null): void {
  const documents = new NamedDocuments(read);
  refuseRepeats(entries, answeredWordings(corpus));
  const named = new Set([EVERYWHERE, ...corpus.flatMap(({ meta }) => [meta.id, meta.region ?? []].flat())]);
  for (const { id, about, say, ask, related } of entries) {
    if (!named.has(about)) throw new CorpusError(NOT_ANSWERED_FILE, `${id}.about`, `没有收录这份文件或这个地区：「${about}」，应为文件编号、地区或 ${EVERYWHERE}`);
    if (holdsFigure(say)) throw new CorpusError(NOT_ANSWERED_FILE, `${id}.say`, "不应有数字：这里没有引文可以核对");
    for (const provision of related) passageOf(provision, documents, `${id}.related`);
    if (ask) checkBody(ask, documents, `${id}.ask`);
  }
}

/** What must be known of every document. */
interface AskedDocument {
  meta: Pick<DocumentMeta, "id" | "region">;
  askedAs: AskedAs;
}

/** The documents that entries name. */
class NamedDocuments {
  private readonly known = new Map<string, PolicyDocument | null>();

  constructor(private readonly read: (id: string) => PolicyDocument | null) {}

  get(id: string): PolicyDocument | null {
    if (!this.known.has(id)) this.known.set(id, this.read(id));
    return this.known.get(id)!;
  }
}

function holdsFigure(say: string): boolean {
  return DIGIT.test(say) || findQuantities(say).length > 0;
}

/** Every asked-as question, folded, with the provision that answers it. */
function answeredWordings(corpus: readonly AskedDocument[]): Map<string, string> {
  return new Map(
    corpus.flatMap(({ meta, askedAs }) =>
      Object.entries(askedAs).flatMap(([eId, questions]) => questions.map((question) => [foldText(question), `${meta.id}#${eId}`] as const)),
    ),
  );
}

function refuseRepeats(entries: readonly NotAnswered[], wordings: Map<string, string>): void {
  const ids = new Set<string>();
  for (const { id, examples } of entries) {
    if (ids.has(id)) throw new CorpusError(NOT_ANSWERED_FILE, `${id}.id`, "与另一条重复");
    ids.add(id);
    for (const example of examples) {
      const other = wordings.get(foldText(example));
      if (other) throw new CorpusError(NOT_ANSWERED_FILE, `${id}.examples`, `「${example}」已写在 ${other} 下`);
      wordings.set(foldText(example), id);
    }
  }
}

function checkBody({ body, provision }: NonNullable<NotAnswered["ask"]>, documents: NamedDocuments, field: string): void {
  const { document, provision: found } = passageOf(provision, documents, field);
  const named = document.text.slice(found.start, found.end).includes(body);
  if (!named) throw new CorpusError(NOT_ANSWERED_FILE, `${field}.body`, `${provision} 的原文里没有「${body}」`);
}

function passageOf(id: string, documents: NamedDocuments, field: string): { document: PolicyDocument; provision: Provision } {
  const [documentId = "", eId] = id.split("#");
  const document = documents.get(documentId);
  const provision = document?.provisions.find((one) => one.eId === eId);
  if (!document || !provision || !isPassage(provision)) throw new CorpusError(NOT_ANSWERED_FILE, field, `没有这个条款：「${id}」（应为最小一级条款）`);
  return { document, provision };
}
