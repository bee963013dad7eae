import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { addAskedAs } from "../../../ingest/corpus/add-asked-as.js";
import { readAskedAsLines } from "../../../ingest/corpus/asked-as-file.js";
import { normaliseText } from "../../../ingest/read/normalise.js";
import { structureText } from "../../../ingest/structure/structure.js";
import type { PolicyDocument } from "../../../ingest/index.js";
import { REAL_DOCUMENT_IDS, structureRealDocument } from "../../support/real-documents.js";
import { CORPUS_FOLDER } from "../../support/snapshot.js";
import { tempFolder } from "../../support/temp-folder.js";
import { TINY_CORPUS, writeTinyCorpus } from "../../support/tiny-corpus.js";

const FILE = "documents/trial-measures/asked-as.yaml";
const ASKED = ["# 题头说明", "art_1:", "  - 为什么定这个办法 # 原有批注", "", "# 材料", "art_2__item_2:", "  - '申报材料: 能不能造假'", "art_3: [ 多久复核一次, 几年一回 ]", ""].join("\n");

/** A tiny corpus with this asked-as.yaml, and its document as a snapshot would hold it. */
function house(asked: string | null = ASKED): { corpus: string; documents: Map<string, PolicyDocument>; read: () => string } {
  const corpus = writeTinyCorpus(tempFolder(), { [FILE]: asked });
  const text = normaliseText(TINY_CORPUS["documents/trial-measures/source.txt"]!);
  const document = { meta: { id: "trial-measures" }, text, provisions: structureText(text) } as PolicyDocument;
  return { corpus, documents: new Map([["trial-measures", document]]), read: () => readFileSync(join(corpus, FILE), "utf8") };
}

const add = ({ corpus, documents }: ReturnType<typeof house>, eId: string, question: string, by?: string): void =>
  addAskedAs(corpus, documents, { provisionId: `trial-measures#${eId}`, question, by });

describe("addAskedAs", () => {
  it("puts the question last under its provision and leaves every other line as it was", () => {
    const tiny = house();
    add(tiny, "art_1", "定这个办法图个啥", "张三");
    expect(tiny.read()).toBe(ASKED.replace("# 原有批注\n", "# 原有批注\n  - 定这个办法图个啥 # 张三\n"));
  });

  it("puts a provision that has no questions yet where the document has it, below the file's own heading", () => {
    const tiny = house();
    add(tiny, "art_2__item_1", "主导产业要多突出");
    add(tiny, "title", "办法全名");
    expect(Object.keys(parse(tiny.read()) as object)).toEqual(["title", "art_1", "art_2__item_1", "art_2__item_2", "art_3"]);
    expect(tiny.read().startsWith("# 题头说明\n")).toBe(true);
    expect(tiny.read()).toContain("# 材料\nart_2__item_2:\n  - '申报材料: 能不能造假'\n");
  });

  it("begins a file where the document has none", () => {
    const tiny = house(null);
    add(tiny, "art_3", "几年复核一回");
    add(tiny, "art_1", "为什么定这个办法");
    expect(tiny.read()).toMatch(/^# Questions people ask.+\n/);
    expect(parse(tiny.read())).toEqual({ art_1: ["为什么定这个办法"], art_3: ["几年复核一回"] });
  });

  it("keeps what would mean something else in YAML as the words that were said, on one line", () => {
    const tiny = house();
    const said = ["第三条: 复核？", "# 号开头", "- 破折号", "*星号*", "“引号”'单引号'\"双引号\"", "2025", "null", "几年\n复核　一回 "];
    for (const question of said) add(tiny, "art_3", question, "李四 # 五\n六");
    const questions = (parse(tiny.read()) as Record<string, string[]>).art_3!;
    expect(questions.slice(2)).toEqual([...said.slice(0, -1), "几年 复核 一回"]);
  });

  it.each([
    ["a question that is there", "art_3", "几年一回", /art_3：已有这个问法：「几年一回」/],
    ["one that differs in width, case, punctuation and space only", "art_2__item_2", "申报材料 能不能造假？", /已有这个问法/],
    ["a provision that does not exist", "art_9", "问", /art_9：没有这个条款地址/],
    ["a provision that is no leaf", "art_2", "问", /art_2：没有这个条款地址/],
    ["no provision", "", "问", /没有这个条款地址/],
    ["nothing asked", "art_3", " ？\n", /问法应为 1 到 200 个字/],
    ["a story", "art_3", "问".repeat(201), /问法应为 1 到 200 个字/],
  ])("refuses %s, in words, and leaves the file alone", (_what, eId, question, message) => {
    const tiny = house();
    expect(() => add(tiny, eId, question)).toThrow(message);
    expect(() => add(tiny, eId, question)).toThrow(FILE);
    expect(tiny.read()).toBe(ASKED);
  });

  it("refuses a document that the snapshot or the corpus lacks, and a file that has mistakes already", () => {
    const tiny = house();
    expect(() => addAskedAs(tiny.corpus, tiny.documents, { provisionId: "other#art_1", question: "问" })).toThrow(/快照里没有这份文件/);
    writeFileSync(join(tiny.corpus, FILE), "art_1: []\n");
    expect(() => add(tiny, "art_3", "问")).toThrow(/npm run asked-as -- check/);
    rmSync(join(tiny.corpus, "documents/trial-measures"), { recursive: true });
    expect(() => add(tiny, "art_3", "问")).toThrow(/没有这份文件的文件夹/);
  });

  it("takes the same question under another provision: one question may have two answers", () => {
    const tiny = house();
    add(tiny, "art_1", "几年一回");
    expect((parse(tiny.read()) as Record<string, string[]>).art_1).toContain("几年一回");
  });

  it("leaves nothing beside the file", () => {
    const tiny = house();
    add(tiny, "art_3", "几年复核一回");
    expect(readdirSync(join(tiny.corpus, "documents/trial-measures")).sort()).toEqual(["asked-as.yaml", "meta.yaml", "source.txt"]);
  });

  it("changes one line and no other in each of the shipped files", () => {
    const folder = tempFolder();
    cpSync(join(CORPUS_FOLDER, "documents"), join(folder, "documents"), { recursive: true });
    for (const id of REAL_DOCUMENT_IDS) {
      const documents = new Map([[id, { meta: { id }, ...structureRealDocument(id) } as PolicyDocument]]);
      const path = join(folder, "documents", id, "asked-as.yaml");
      const before = readFileSync(path, "utf8").split("\n");
      const eId = Object.keys(parse(before.join("\n")) as object)[3]!;
      addAskedAs(folder, documents, { provisionId: `${id}#${eId}`, question: "从没有人这样问过" });
      const after = readFileSync(path, "utf8").split("\n");
      const at = after.indexOf("  - 从没有人这样问过");
      expect(after.toSpliced(at, 1)).toEqual(before);
    }
  });
});

describe("readAskedAsLines", () => {
  const read = (asked: string): ReturnType<typeof readAskedAsLines> => readAskedAsLines(house(asked).corpus, "trial-measures");

  it("gives every question with its line, in whatever form the list is written", () => {
    expect(read(ASKED).lines).toEqual([
      { eId: "art_1", question: "为什么定这个办法", line: 3 },
      { eId: "art_2__item_2", question: "申报材料: 能不能造假", line: 7 },
      { eId: "art_3", question: "多久复核一次", line: 8 },
      { eId: "art_3", question: "几年一回", line: 8 },
    ]);
  });

  it("tells every fault with its line and goes on", () => {
    const { lines, faults } = read("art_1:\n  - 甲\n  - ''\n  - [乙]\nart_2__item_1: []\nart_3: 丙\nart_1:\n  - 丁\n");
    expect(lines.map(({ question }) => question)).toEqual(["甲", "丁"]);
    expect(faults.map(({ line, eId }) => [line, eId])).toEqual([[7, null], [3, "art_1"], [4, "art_1"], [5, "art_2__item_1"], [6, "art_3"]]);
  });

  it("finds nothing wrong with a document without the file", () => {
    const corpus = house(null).corpus;
    mkdirSync(join(corpus, "documents/empty"));
    expect(readAskedAsLines(corpus, "empty")).toEqual({ lines: [], faults: [] });
  });
});
