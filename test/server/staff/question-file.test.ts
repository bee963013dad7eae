import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readQuestionFile } from "../../../server/staff/question-file.js";
import { tempFolder } from "../../support/temp-folder.js";

function read(content: string): string[][] {
  const path = join(tempFolder(), "questions.jsonl");
  writeFileSync(path, content);
  return readQuestionFile(path);
}

it("reads questions, conversations and plain lines, and leaves out what else a line holds and empty lines", () => {
  expect(read('{"question": " 多久复核 ", "id": 1}\r\n\n{"turns": ["甲", "乙"], "question": "丙"}\n 一行文字 \n')).toEqual([["多久复核"], ["甲", "乙"], ["一行文字"]]);
});

it.each(['{"question": ""}', '{"turns": []}', '{"turns": ["甲", 2]}', '{"id": 1}', "{坏"])("names the line of a mistake: %s", (line) => {
  expect(() => read(`好的\n${line}\n`)).toThrow(/questions\.jsonl 第 2 行应是含 question 或 turns 的 JSON，或一行文字。/);
});

it("says so where the file cannot be read", () => {
  expect(() => readQuestionFile("/nowhere/q.jsonl")).toThrow("读不出题目文件「/nowhere/q.jsonl」。");
});
