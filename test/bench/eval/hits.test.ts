import { expect, it } from "vitest";
import { hitsByGroup } from "../../../bench/eval/hits.js";
import type { QuestionCase } from "../../../bench/eval/question-set.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const { documents } = openRealSnapshot();
const quoteOf = (eId: string): string => {
  const { text, provisions } = documents.get("gz-measures")!;
  const { start, end } = provisions.find((provision) => provision.eId === eId)!;
  return text.slice(start, end).slice(0, 12);
};
const question = (id: string, eIds: readonly string[], refuse = false): QuestionCase =>
  ({ id, refuse, evidence: eIds.map((eId) => [{ doc: "gz-measures", quote: quoteOf(eId) }]) }) as unknown as QuestionCase;
const ids = (...eIds: string[]): string[] => eIds.map((eId) => `gz-measures#${eId}`);

it("counts the share of the needed evidence among the first provisions found, a group a line", () => {
  const cases = [
    { question: question("a-1", ["art_2"]), found: ids("art_2", "art_3") },
    { question: question("a-2", ["art_2", "art_14"]), found: ids("art_3", "art_2", "art_4", "art_5", "art_14") },
    { question: question("b-1", ["art_2"]), found: ids("art_3") },
    { question: question("b-2", ["art_2"], true), found: ids("art_3") },
  ];
  expect(hitsByGroup(cases, documents)).toEqual({ "a-": { 1: 0.5, 3: 0.75, 5: 1, 10: 1 }, "b-": { 1: 0, 3: 0, 5: 0, 10: 0 } });
});
