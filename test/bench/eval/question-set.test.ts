import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readQuestionSet } from "../../../bench/eval/question-set.js";
import { tempFolder } from "../../support/temp-folder.js";

const CASE = { id: "d-1", type: "lookup", persona: "staff", turns: ["问"], evidence: [], facts: [], forbidden: [], refuse: true, draft: false };

function written(...lines: string[]): string {
  const path = join(tempFolder(), "set.jsonl");
  writeFileSync(path, lines.join("\n"));
  return path;
}

describe("reading a question set", () => {
  it("takes a case a line, empty lines passed over, notes left aside", () => {
    expect(readQuestionSet(written(JSON.stringify({ ...CASE, note: "为什么" }), "", JSON.stringify({ ...CASE, id: "d-2" }), ""))).toEqual([CASE, { ...CASE, id: "d-2" }]);
  });

  it("names the line and the field of a mistake", () => {
    expect(() => readQuestionSet(written(JSON.stringify(CASE), JSON.stringify({ ...CASE, turns: [] })))).toThrow(/set\.jsonl 第 2 行的 turns/);
    expect(() => readQuestionSet(written(JSON.stringify({ ...CASE, facts: [[]] })))).toThrow(/第 1 行的 facts\.0/);
    expect(() => readQuestionSet(written(JSON.stringify(CASE), "", "{"))).toThrow(/第 3 行不是 JSON/);
  });
});
