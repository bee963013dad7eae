import { describe, expect, it } from "vitest";
import { termName } from "../../../ingest/index.js";
import { buildQuery } from "../../../server/retrieval/query.js";
import { SynonymFinder } from "../../../server/retrieval/synonyms.js";
import type { Understanding } from "../../../server/understanding/understanding.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { understandingWith } from "../../support/understanding.js";

const { tokenizer, lexicon } = openRealSnapshot();
const tools = { tokenizer, synonyms: new SynonymFinder([]), stopwords: new Set(lexicon.stopwords) };
const weightOf = (word: string, given: Partial<Understanding>): number => buildQuery(understandingWith(given), tools).terms.get(termName.word(word)) ?? 0;

describe("the weight of a word in a query", () => {
  it("is one for each time it is asked", () => {
    expect(weightOf("公示", { question: "公示多久" })).toBe(1);
    expect(weightOf("公示", { question: "公示多久，公示在哪" })).toBe(2);
  });

  it("is less where it is taken over from the conversation, however long ago it was said", () => {
    expect(weightOf("智能家电", { question: "由谁牵头", carried: [{ text: "智能家电", weight: 0.5 }] })).toBe(0.5);
  });

  it("is less where it is read for a misspelled one, which stays", () => {
    const given = { question: "审报", corrections: [{ said: "审报", means: "申报" }] };
    expect(weightOf("申报", given)).toBeGreaterThan(0);
    expect(weightOf("申报", given)).toBeLessThan(1);
    expect(buildQuery(understandingWith(given), tools).terms.size).toBeGreaterThan(tokenizer.terms("申报").words.length);
  });

  it("is little where it only says who asks", () => {
    const question = "我们做智能家电的,怎么申报";
    expect(weightOf("智能家电", { question, background: ["我们做智能家电的"] })).toBeLessThan(weightOf("智能家电", { question }) / 2);
  });
});

describe("the official words of an intent", () => {
  it("are searched for beside what people say", () => {
    expect(weightOf("申报主体", { question: "小厂能报吗", intent: "eligibility" })).toBeGreaterThan(0);
    expect(weightOf("申报主体", { question: "小厂能报吗" })).toBe(0);
  });

  it("are left out where a step of the procedure is named", () => {
    const signals: Understanding["signals"] = [{ tells: "procedure", said: "公示" }];
    expect(weightOf("申报", { question: "谁来公示", intent: "procedure", signals })).toBe(0);
    expect(weightOf("申报", { question: "谁来公示", intent: "procedure" })).toBeGreaterThan(0);
  });
});
