import { describe, expect, it } from "vitest";
import { readLexicon } from "../../../ingest/corpus/lexicon.js";
import { CorpusError } from "../../../ingest/errors.js";
import { tempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";

const FILE = "lexicon/themes.yaml";
const FUNDING = "- id: funding\n  name: 资金\n  about: 钱从哪里来\n  headings: [资金]\n  words: [专项资金, 引导…资本]\n  except: [注册资金]\n";

const themesOf = (content: string | null) => readLexicon(writeTinyCorpus(tempFolder(), { [FILE]: content })).themes;

function refusal(content: string): CorpusError {
  try {
    themesOf(content);
  } catch (error) {
    if (error instanceof CorpusError) return error;
    throw error;
  }
  throw new Error("the themes were taken");
}

const changed = (from: string, to: string): string => {
  if (!FUNDING.includes(from)) throw new Error(`the theme holds no ${from}`);
  return FUNDING.replace(from, to);
};

const MISTAKES: [what: string, content: string, field: string | null, message: RegExp][] = [
  ["an id in another form", changed("id: funding", "id: 资金"), "0.id", /小写字母/],
  ["a name that does not fit its column", changed("name: 资金", "name: 资金和金融支持政策"), "0.name", /至多 8 个字/],
  ["a theme without anything to be recognised by", "- id: funding\n  name: 资金\n  about: 钱\n", "funding", /headings 和 words 至少写一个/],
  ["a word of one character", changed("专项资金", "钱"), "0.words.0", /至少两个字/],
  ["a word over two sentences", changed("专项资金", "资金。基金"), "0.words.0", /不应跨句/],
  ["a gap at the end", changed("引导…资本", "引导…"), "0.words.1", /写在两段文字之间/],
  ["a gap at the beginning of a word", changed("引导…资本", "…资本"), "0.words.1", /只能写在 headings 里/],
  ["a word that stands twice", changed("引导…资本", "专项资金"), "funding.words", /「专项资金」写了两次/],
  ["an exception that is a word too", changed("注册资金", "专项资金"), "funding.except", /互相抵消/],
  ["a field that does not exist", changed("  about:", "  weight: 2\n  about:"), "0", /没有这个字段：weight/],
  ["an id that stands twice", FUNDING + changed("name: 资金", "name: 金融"), "funding.id", /重复/],
  ["a name that stands twice", FUNDING + changed("id: funding", "id: finance"), "finance.name", /「资金」与另一个主题重复/],
];

describe("themes.yaml", () => {
  it.each(MISTAKES)("is refused by theme and field for %s", (_what, content, field, message) => {
    const error = refusal(content);
    expect({ file: error.file, field: error.field }).toEqual({ file: FILE, field });
    expect(error.message).toMatch(message);
  });

  it("is read with what it leaves out filled in", () => {
    expect(themesOf(FUNDING)).toEqual([{ id: "funding", name: "资金", about: "钱从哪里来", headings: ["资金"], words: ["专项资金", "引导…资本"], cues: [], except: ["注册资金"] }]);
  });

  it("may be missing: there are then no themes", () => {
    expect(themesOf(null)).toEqual([]);
  });
});
