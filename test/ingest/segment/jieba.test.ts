import fc from "fast-check";
import nodejieba from "nodejieba";
import { describe, expect, it } from "vitest";
import { CorpusError } from "../../../ingest/errors.js";
import { checkTerms, loadJieba } from "../../../ingest/segment/jieba.js";

/** The error that a list of terms is refused with. */
function refusal(terms: string[]): unknown {
  try {
    checkTerms(terms);
    return null;
  } catch (error) {
    return error;
  }
}

describe("checkTerms", () => {
  it.each(["有 空格", "标点，词", "换\n行", "", "长".repeat(33), "tab\t词", "词\u0000"])("refuses %j and names the term, its place and the file", (bad) => {
    const error = refusal(["专精特新", bad]);
    expect(error).toBeInstanceOf(CorpusError);
    expect(error).toMatchObject({ file: "lexicon/terms.txt", field: "第 2 个词" });
    expect((error as CorpusError).message).toContain(`「${bad}」`);
  });

  it("takes Han characters, letters and digits up to 32", () => {
    expect(refusal(["专精特新", "5G", "LED显示", "长".repeat(32), "𠮷野"])).toBeNull();
  });
});

describe("loadJieba", () => {
  it("refuses a bad term before jieba, which would end the process, sees it", () => {
    expect(() => loadJieba(["专精 特新"])).toThrow(CorpusError);
  });

  it("cuts a text of more than 100,000 characters without losing any of it", () => {
    const text = "集群培育，".repeat(24_000);
    expect(loadJieba([]).plain(text).join("")).toBe(text);
  });

  it("knows the terms that it was loaded with last", () => {
    const term = "锟斤拷锘";
    expect(loadJieba([]).plain(term)).not.toContain(term);
    expect(loadJieba([term]).plain(term)).toContain(term);
  });

  it("leaves a long word whole, and tells the words inside it, the word itself last", () => {
    const cut = loadJieba(["锟斤拷锘"]);
    expect(cut.plain("锟斤拷锘制造业")).toEqual(["锟斤拷锘", "制造业"]);
    expect(cut.inside("制造业")).toEqual(["制造", "制造业"]);
    expect(cut.inside("的")).toEqual(["的"]);
  });

  it("finds the same words word by word as jieba does in search mode over a whole text", () => {
    const cut = loadJieba(["先进制造业集群", "专精特新"]);
    const pieces = fc.constantFrom("先进制造业集群", "专精特新", "中华人民共和国", "国务院办公厅", "工业和信息化", "产业链", "的", "，", "。\n", "第三百", "研究生命起源", "abc", "丏");
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 12 }), (parts) => {
        const text = parts.join("").toWellFormed();
        expect(cut.plain(text).flatMap((word) => cut.inside(word))).toEqual(nodejieba.cutForSearch(text));
      }),
    );
  });
});
