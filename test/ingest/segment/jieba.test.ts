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
    const cut = loadJieba([]);
    const text = "集群培育，".repeat(24_000);
    expect(cut.plain(text).join("")).toBe(text);
    expect(cut.search(text).join("")).toBe(text);
  });

  it("knows the terms that it was loaded with last", () => {
    const term = "锟斤拷锘";
    expect(loadJieba([]).search(term)).not.toContain(term);
    expect(loadJieba([term]).search(term)).toContain(term);
  });

  it("cuts a long word into its parts as well for the index, and leaves it whole for the embedder", () => {
    const cut = loadJieba(["锟斤拷锘"]);
    expect(cut.search("先进制造业")).toEqual(expect.arrayContaining(["制造", "制造业"]));
    expect(cut.plain("锟斤拷锘制造业")).toEqual(["锟斤拷锘", "制造业"]);
  });
});
