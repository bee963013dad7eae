import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { addNotAnsweredExample } from "../../../ingest/corpus/add-not-answered.js";
import { addSynonym, readSynonymFile } from "../../../ingest/corpus/add-synonym.js";
import { readNotAnswered } from "../../../ingest/corpus/not-answered.js";
import { CORPUS_FOLDER } from "../../support/snapshot.js";
import { tempFolder } from "../../support/temp-folder.js";

/** What staff add to the corpus that the product ships: one place of one file changes, and nothing else of it. */

let corpus: string;
beforeEach(() => {
  corpus = join(tempFolder(), "corpus");
  cpSync(CORPUS_FOLDER, corpus, { recursive: true });
});
const text = (name: string): string => readFileSync(join(corpus, name), "utf8");

/** The lines of `after` that `before` lacks, where the rest is the same in the same order. */
function addedLines(before: string, after: string): string[] {
  const old = before.split("\n");
  let at = 0;
  const added = after.split("\n").filter((line) => (line === old[at] ? (at++, false) : true));
  expect(at).toBe(old.length);
  return added;
}

describe("addSynonym", () => {
  it("puts an entry at the end, and what is read is what was there and the entry", () => {
    const [before, seen] = [text("lexicon/synonyms.yaml"), readSynonymFile(corpus)];
    const entry = { say: ["打个报告就能", "不: 知道, 的"], mean: ["申报材料"], weight: 0.7, note: "口语 # 不是注释" };
    addSynonym(corpus, entry, seen, "王莉");
    expect(readSynonymFile(corpus).entries).toEqual([...seen.entries, entry]);
    const added = addedLines(before, text("lexicon/synonyms.yaml"));
    expect(added).toHaveLength(4);
    expect(added[0]).toMatch(/ # 王莉$/);
  });

  it.each([
    { say: ["交本子"], mean: ["申报书"], fault: "已有「交本子」的对照" },
    { say: ["交 本 子 子"], mean: ["交 本 子 子"], fault: "不能对照它自己" },
    { say: ["交"], mean: ["申报书"], fault: "太短" },
    { say: ["别的说法"], mean: [" "], fault: "不能为空" },
  ])("refuses $say → $mean, and the file stays", ({ say, mean, fault }) => {
    const before = text("lexicon/synonyms.yaml");
    expect(() => addSynonym(corpus, { say, mean, weight: 0.7, note: "口语" }, readSynonymFile(corpus))).toThrow(fault);
    expect(text("lexicon/synonyms.yaml")).toBe(before);
  });
});

it("addSynonym writes into no file but the one that was seen", () => {
  const seen = readSynonymFile(corpus);
  writeFileSync(join(corpus, "lexicon/synonyms.yaml"), `${text("lexicon/synonyms.yaml")}# 别人改过\n`);
  expect(() => addSynonym(corpus, { say: ["别的说法"], mean: ["申报书"], weight: 0.7, note: "口语" }, seen)).toThrow("改动过");
});

describe("addNotAnsweredExample", () => {
  it.each([0, 40, -1])("puts a wording after the last one of entry %i", (at) => {
    for (const { id, examples } of readNotAnswered(corpus).filter((entry) => entry.examples.length < 20).slice(at).slice(0, 1)) {
      const before = text("not-answered.yaml");
      addNotAnsweredExample(corpus, { id, question: `# “${id}”: 这样问呢？`, by: "li.si" });
      expect(readNotAnswered(corpus).find((entry) => entry.id === id)!.examples).toEqual([...examples, `# “${id}”: 这样问呢？`]);
      expect(addedLines(before, text("not-answered.yaml"))).toEqual([expect.stringMatching(/^ {4}- ".*" # li\.si$/)]);
    }
  });

  it("refuses a full entry, and the file stays", () => {
    const { id, examples } = readNotAnswered(corpus)[0]!;
    const more = Array.from({ length: 20 - examples.length }, (_, n) => `    - 第 ${n} 种问法\n`).join("");
    const last = `    - ${examples[examples.length - 1]!}\n`;
    writeFileSync(join(corpus, "not-answered.yaml"), text("not-answered.yaml").replace(last, last + more));
    expect(readNotAnswered(corpus)[0]!.examples).toHaveLength(20);
    const before = text("not-answered.yaml");
    expect(() => addNotAnsweredExample(corpus, { id, question: "又一种问法" })).toThrow("至多 20 个问法");
    expect(text("not-answered.yaml")).toBe(before);
  });
});
