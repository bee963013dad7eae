import { expect, it } from "vitest";
import { findDoubles } from "../../../server/staff/asked-as-doubles.js";

const doubles = (...questions: [string, string][]): string[] =>
  findDoubles(questions.map(([provisionId, question]) => ({ provisionId, question }))).map(({ one, other, near }) => `${one.question}|${other.question}|${near ? "near" : "same"}`);

it("the same question under two provisions is found, in whatever document, punctuation and case aside", () => {
  expect(doubles(["a#art_1", "资金怎么用？"], ["b#art_9", "资金怎么用"], ["a#art_2", "GDP多少"], ["a#art_3", "gdp多少！"])).toEqual(["资金怎么用？|资金怎么用|same", "GDP多少|gdp多少！|same"]);
});

it("nearly the same is found within one document, and not across documents, where two places may well be asked alike", () => {
  expect(doubles(["a#art_1", "省级集群多久复核一次"], ["a#art_2", "省级集群多久复核一次呢"], ["b#art_1", "省级集群多久复核一次啊"])).toEqual([
    "省级集群多久复核一次|省级集群多久复核一次呢|near",
  ]);
});

it("questions that share some words are two questions", () => {
  expect(doubles(["a#art_1", "多久复核一次"], ["a#art_2", "谁来复核材料"], ["a#art_3", "吗"], ["a#art_4", "呢"])).toEqual([]);
});

it("one provision may be asked alike twice: that is another check's business", () => {
  expect(doubles(["a#art_1", "多久复核一次"], ["a#art_1", "多久复核一次？"])).toEqual([]);
});
