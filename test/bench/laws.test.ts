import { createWriteStream, truncateSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import fc from "fast-check";
import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { articlesOf, cutText, joinShort, readPassages } from "../../bench/laws.js";
import { tempFolder } from "../support/temp-folder.js";

const LAW = `# 某市供水条例

1996年6月21日 某市人民代表大会通过

<!-- INFO END -->

## 第一章 总则

第一条 为了加强供水管理，制定本条例。

第二条 本条例所称供水，是指：

（一）公共供水；

（二）自建设施供水。

<!-- FORCE BREAK -->

## 第二章 水源

第二条之一　水源应当保护。
`;

describe("articlesOf", () => {
  it("gives one text an article, titled by law and number, with its items and without header and comments", () => {
    expect(articlesOf({ name: "某市供水条例", text: LAW })).toEqual([
      { title: "某市供水条例第一条", text: "为了加强供水管理，制定本条例。" },
      { title: "某市供水条例第二条", text: "本条例所称供水，是指：\n（一）公共供水；\n（二）自建设施供水。" },
      { title: "某市供水条例第二条之一", text: "水源应当保护。" },
    ]);
  });

  it("keeps what stands outside articles by its heading", () => {
    expect(articlesOf({ name: "某案", text: "# 某案\n\n前言。\n\n## 基本案情\n\n甲诉乙。\n\n第一条的规定不适用。" })).toEqual([
      { title: "某案", text: "前言。" },
      { title: "某案 基本案情", text: "甲诉乙。\n第一条的规定不适用。" },
    ]);
  });
});

describe("cutText", () => {
  const sentence = fc.tuple(fc.integer({ min: 1, max: 120 }), fc.constantFrom("。", "；", "！", "\n")).map(([length, end]) => "字".repeat(length) + end);

  it("loses nothing and leaves no piece longer than 400 characters", () => {
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 40 }), (sentences) => {
        const pieces = cutText(sentences.join(""));
        expect(pieces.join("")).toBe(sentences.join(""));
        expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(400);
      }),
    );
  });

  it("cuts at the ends of sentences into nearly equal parts", () => {
    const text = `${"字".repeat(49)}。`.repeat(10);
    expect(cutText(text).map((piece) => piece.length)).toEqual([250, 250]);
  });

  it("cuts a sentence without end, too", () => {
    expect(cutText("字".repeat(900)).map((piece) => piece.length)).toEqual([300, 300, 300]);
  });

  it("leaves 400 characters whole", () => {
    expect(cutText("字。".repeat(200))).toHaveLength(1);
  });
});

describe("joinShort", () => {
  it("joins articles that follow each other until the text is long enough", () => {
    const articles = ["一二三", "四五", "六七八九十", "末"].map((text, i) => ({ title: `第${i}条`, text }));
    expect(joinShort(articles, 5)).toEqual([
      { title: "第0条", text: "一二三\n四五" },
      { title: "第2条", text: "六七八九十" },
      { title: "第3条", text: "末" },
    ]);
  });
});

describe("readPassages", () => {
  async function archiveOf(files: Record<string, string>): Promise<string> {
    const path = join(tempFolder(), "laws.tar.gz");
    const tar = pack();
    for (const [name, text] of Object.entries(files)) tar.entry({ name }, text);
    tar.finalize();
    await pipeline(tar, createGzip(), createWriteStream(path));
    return path;
  }

  it("reads laws of all folders, names one without heading by its file, and passes over other files", async () => {
    const archive = await archiveOf({ "a/供水.md": LAW, "a/b/节水办法.txt": "第一条 节约用水。", "a/pic.png": "第一条 不是文本。" });
    const titles = (await readPassages(archive)).map((passage) => passage.title);
    expect(titles).toEqual(["某市供水条例第一条", "某市供水条例第二条", "某市供水条例第二条之一", "节水办法第一条"]);
  });

  it("fails on an archive that ends too early", async () => {
    const archive = await archiveOf({ "a.md": LAW.repeat(50) });
    truncateSync(archive, 150);
    await expect(readPassages(archive)).rejects.toThrow();
  });

  it("fails on an archive that is not there", async () => {
    await expect(readPassages(join(tempFolder(), "none.tar.gz"))).rejects.toThrow(/ENOENT/);
  });
});
