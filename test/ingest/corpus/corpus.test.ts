import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCorpus } from "../../../ingest/corpus/corpus.js";
import { UNREVIEWED } from "../../../ingest/corpus/fingerprint.js";
import { runIngest } from "../../../ingest/pipeline.js";
import { REAL_DOCUMENT_IDS } from "../../support/real-documents.js";
import { CORPUS_FOLDER } from "../../support/snapshot.js";
import { refusal } from "../../support/taken-corpus.js";
import { tempFolder } from "../../support/temp-folder.js";
import { edited, TINY_CORPUS, writeTinyCorpus } from "../../support/tiny-corpus.js";

const META = "documents/trial-measures/meta.yaml";
const ASKED = "documents/trial-measures/asked-as.yaml";
const SYNONYMS = "lexicon/synonyms.yaml";
const PLACES = "lexicon/places.yaml";
const NOT_UTF8 = Uint8Array.of(0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5);

type Mistake = [what: string, changes: Record<string, string | Uint8Array | null>, file: string, field: string | null, message: RegExp];

const MISTAKES: Mistake[] = [
  ["a status that does not exist", edited(META, "status: in_force", "status: valid"), META, "status", /期望以下之一.*in_force/],
  ["a field that does not exist", edited(META, "issuer:", "author: 某人\nissuer:"), META, null, /没有这个字段：author/],
  ["a field that does not exist, further in", edited(META, "  url:", "  link: x\n  url:"), META, "source", /没有这个字段：link/],
  ["a missing title", edited(META, "title: 试点集群管理办法\n", ""), META, "title", /./],
  ["an empty title", edited(META, "title: 试点集群管理办法", 'title: " "'), META, "title", /不能为空/],
  ["a date in another form", edited(META, "issued: 2024-02-29", "issued: 2024年2月29日"), META, "issued", /YYYY-MM-DD/],
  ["a month that does not exist", edited(META, "issued: 2024-02-29", "issued: 2024-13-01"), META, "issued", /有效日期/],
  ["a day of expiry before the day of issue", edited(META, "issued: 2024-02-29", "issued: 2024-02-29\nexpired: 2024-02-29"), META, "expired", /失效日期应晚于印发和施行日期/],
  ["a period that ends before it begins", edited(META, "to: 2099-12-31", "to: 2023-12-31"), META, "period", /起始日期应不晚于结束日期/],
  ["a level that does not exist", edited(META, "level: province", "level: village"), META, "level", /province/],
  ["a kind that does not exist", edited(META, "kind: measures", "kind: poem"), META, "kind", /measures/],
  ["an id other than the folder's", edited(META, "id: trial-measures", "id: other-measures"), META, "id", /应与文件夹同名「trial-measures」，实际是「other-measures」/],
  ["an id in another form", edited(META, "id: trial-measures", "id: Trial_Measures"), META, "id", /小写字母/],
  ["a source in another folder", edited(META, "file: source.txt", "file: ../source.txt"), META, "source.file", /同一文件夹/],
  ["a source that is not there", edited(META, "file: source.txt", "file: text.txt"), META, "source.file", /找不到文件「text.txt」/],
  ["an address that is no address", edited(META, "url: https://example.org/trial", "url: example"), META, "source.url", /完整网址/],
  ["an address that would run", edited(META, "url: https://example.org/trial", "url: javascript:alert(1)"), META, "source.url", /完整网址/],
  ["no meta.yaml", { [META]: null }, META, null, /文件不存在/],
  ["YAML that cannot be read", edited(META, "title: 试点集群管理办法", "title: [试点"), META, "第 3 行", /不是正确的 YAML/],
  ["a list where fields belong", { [META]: "- a\n- b\n" }, META, null, /./],
  ["a meta.yaml that is not UTF-8", { [META]: NOT_UTF8 }, META, null, /应为 UTF-8 文本/],
  ["questions for an eId that does not exist", edited(ASKED, "art_3:", "art_9:"), ASKED, "art_9", /没有这个条款地址/],
  ["questions for a provision that is no leaf", edited(ASKED, "art_3:", "art_2:"), ASKED, "art_2", /最小一级/],
  ["no question under an eId", edited(ASKED, "\n  - 多久复核一次", " []"), ASKED, "art_3", /至少一个问法/],
  ["an empty question", edited(ASKED, "- 多久复核一次", '- ""'), ASKED, "art_3.0", /不能为空/],
  ["a weight above 1", edited(SYNONYMS, "weight: 0.9", "weight: 1.5"), SYNONYMS, "0.weight", /0.1 到 1/],
  ["a weight of 0", edited(SYNONYMS, "weight: 0.9", "weight: 0"), SYNONYMS, "0.weight", /0.1 到 1/],
  ["a synonym that means nothing", edited(SYNONYMS, "mean: [申报材料]", "mean: []"), SYNONYMS, "0.mean", /至少一个/],
  ["a synonym without a note", edited(SYNONYMS, "  note: 口语\n", ""), SYNONYMS, "0.note", /./],
  ["an abbreviation of two characters", edited(PLACES, "abbreviation: 黔", "abbreviation: 黔贵"), PLACES, "0.abbreviation", /一个字/],
  ["no synonyms.yaml", { [SYNONYMS]: null }, SYNONYMS, null, /文件不存在/],
  ["no terms.txt", { "lexicon/terms.txt": null }, "lexicon/terms.txt", null, /文件不存在/],
  ["a term that jieba cannot take", { "lexicon/terms.txt": "试点集群\n主导 产业\n" }, "lexicon/terms.txt", "第 2 个词", /「主导 产业」/],
  ["a stopwords.txt that is not UTF-8", { "lexicon/stopwords.txt": NOT_UTF8 }, "lexicon/stopwords.txt", null, /应为 UTF-8 文本/],
];

describe("a mistake in the corpus is refused by file and field", () => {
  it.each(MISTAKES)("%s", async (_what, changes, file, field, message) => {
    const error = await refusal(changes);
    expect({ file: error.file, field: error.field }).toEqual({ file, field });
    expect(error.message).toMatch(message);
    expect(error.message.startsWith(file)).toBe(true);
    if (field !== null) expect(error.message).toContain(field);
  });

  it("a corpus folder that does not exist", () => {
    expect(() => readCorpus(join(tempFolder(), "nowhere"))).toThrow(/documents：文件夹不存在/);
  });

  it.each(["2025-02-30", "2025-02-29", "2025-04-31"])("a day that does not exist: %s", async (day) => {
    expect(await refusal(edited(META, "issued: 2024-02-29", `issued: ${day}`))).toMatchObject({ file: META, field: "issued" });
  });
});

describe("readCorpus", () => {
  it("reads every document with its metadata and questions, sorted by id, and the lexicon", () => {
    const corpus = writeTinyCorpus(tempFolder(), {
      "documents/another/meta.yaml": TINY_CORPUS[META]!.replace("id: trial-measures", "id: another"),
      "documents/another/source.txt": "另一办法\n第一条 甲。\n",
    });
    const { entries, lexicon } = readCorpus(corpus);
    expect(entries.map((entry) => entry.meta.id)).toEqual(["another", "trial-measures"]);
    expect(entries[0]!.askedAs).toEqual({});
    expect(entries[1]!.askedAs).toEqual({ art_2__item_2: ["申报材料能不能造假"], art_3: ["多久复核一次"] });
    expect(entries[1]!.meta).toMatchObject({ issued: "2024-02-29", effective: null, shortTitles: [], period: { from: "2024-01-01", to: "2099-12-31" } });
    expect(lexicon.synonyms).toEqual([{ say: ["交材料"], mean: ["申报材料"], weight: 0.9, note: "口语" }]);
  });

  it("leaves comments, empty lines and repeated words out of the word lists", () => {
    expect(readCorpus(writeTinyCorpus(tempFolder())).lexicon).toMatchObject({ terms: ["试点集群", "主导产业"], stopwords: ["的", "了"] });
  });

  it("takes a plain text file in as background, never as a rule", () => {
    const folder = tempFolder();
    const path = join(folder, "City Notes 2024.txt");
    writeFileSync(path, "一段背景文字。");
    const extra = readCorpus(writeTinyCorpus(folder), [path]).entries.find((entry) => entry.sourcePath === path)!;
    expect(extra.meta).toMatchObject({ id: "city-notes-2024", title: "City Notes 2024", status: "non_normative", region: null });
  });

  it("takes a further document folder in", () => {
    const folder = tempFolder();
    const extra = join(folder, "extra-plan");
    mkdirSync(extra);
    writeFileSync(join(extra, "meta.yaml"), TINY_CORPUS[META]!.replace("id: trial-measures", "id: extra-plan"));
    writeFileSync(join(extra, "source.txt"), "方案\n一、甲\n");
    expect(readCorpus(writeTinyCorpus(folder), [extra]).entries.map((entry) => entry.meta.id)).toEqual(["extra-plan", "trial-measures"]);
  });

  it("refuses a further path that is missing, of another kind, without a usable name, or that repeats an id", () => {
    const folder = tempFolder();
    const corpus = writeTinyCorpus(folder);
    const file = (name: string): string => {
      writeFileSync(join(folder, name), "文字");
      return join(folder, name);
    };
    expect(() => readCorpus(corpus, [join(folder, "none.txt")])).toThrow(/文件不存在/);
    expect(() => readCorpus(corpus, [file("a.xlsx")])).toThrow(/只收含 meta.yaml 的文件夹，或这些扩展名的文件：.txt .md/);
    expect(() => readCorpus(corpus, [file("附件.txt")])).toThrow(/文件名应含字母或数字/);
    expect(() => readCorpus(corpus, [file("trial-measures.txt")])).toThrow(/documents\/trial-measures\/meta.yaml 的 id：与另一份文件重复/);
  });
});

describe("the shipped corpus", () => {
  /** The sources as they were reviewed: a change of one byte is a change of the policy text. */
  const SOURCES: Record<string, string> = {
    "city-essay": "78cb63c0b601c7ebbb38931affff671355656be601f7887d6232765620b23e9c",
    "gz-measures": "7dd9cc2759c5026cab4c1fe5f07b284b0561c41c5f8e1b96842b0dd1e4f314b2",
    "gz-opinion": "d0b21489fef346aff8b7c331b794c4aea6619f4f28a740035adc2da2ab0f4d26",
    "js-opinion": "8b02ea39edde4182235a9ccfea248497b70a5800da0d5877ef82f28e8e0f8eb8",
    "sd-plan": "3f8f5625435c056c2b88a2975fae16ed9e5fb66a25537d191de5c8cbb1f0b677",
  };

  it("passes every check, and every question stands on a passage", async () => {
    const report = await runIngest({ corpusFolder: CORPUS_FOLDER, snapshotRoot: tempFolder(), dryRun: true });
    expect(report.documents.map((entry) => entry.id)).toEqual([...REAL_DOCUMENT_IDS]);
    expect(report.documents.every((entry) => entry.askedAs > 100)).toBe(true);
  });

  it("holds each source as it was published, where meta.yaml says", () => {
    const { entries } = readCorpus(CORPUS_FOLDER);
    const hashes = entries.map(({ meta, sourcePath }) => [meta.id, createHash("sha256").update(readFileSync(sourcePath)).digest("hex")]);
    expect(Object.fromEntries(hashes)).toEqual(SOURCES);
    for (const { meta, sourcePath } of entries) expect(basename(sourcePath)).toBe(meta.source.file);
  });

  it("holds nothing in a document's folder that no code reads", () => {
    for (const { meta } of readCorpus(CORPUS_FOLDER).entries) {
      const files = readdirSync(join(CORPUS_FOLDER, "documents", meta.id)).filter((name) => !name.endsWith(UNREVIEWED));
      expect(files.sort()).toEqual(["asked-as.yaml", "meta.yaml", meta.source.file].sort());
    }
  });
});
