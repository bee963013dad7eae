import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { auditNumbering } from "../../../ingest/structure/audit.js";
import { structureText } from "../../../ingest/structure/structure.js";
import { describeTree } from "../../support/describe-tree.js";
import { expectSoundTree } from "../../support/tree-invariants.js";

/** Documents made to be awkward: each .tree was read line by line against its .txt. */
const FOLDER = join(import.meta.dirname, "awkward");
const names = readdirSync(FOLDER).flatMap((file) => (file.endsWith(".txt") ? [file.slice(0, -4)] : []));

describe.each(names)("%s", (name) => {
  const text = readFileSync(join(FOLDER, `${name}.txt`), "utf8");
  const provisions = structureText(text);

  it("loses nothing", () => expectSoundTree(text, provisions));

  it("has the tree that was reviewed", () => {
    expect(describeTree({ text, provisions })).toBe(readFileSync(join(FOLDER, `${name}.tree`), "utf8"));
  });
});

it("the audit finds what the awkward documents do wrong, and nothing else", () => {
  const findings = names.flatMap((name) => {
    const text = readFileSync(join(FOLDER, `${name}.txt`), "utf8");
    return auditNumbering(name, text, structureText(text)).map(({ kind, message }) => `${name}: ${kind} ${message}`);
  });
  expect(findings).toEqual([
    "amendment-decision: gap 附件第三条 之前缺序号 2",
    "mixed-lists: inferred 原文未标序号，按前后推定为第三条第（三）项",
    "parts: gap 第二编第二分编第二章 之前缺序号 1",
    "plan: gap 第二部分 二 之前缺序号 1",
    "repeated: duplicate 第三条 重复",
    "repeated: gap 第五条 之前缺序号 4",
    "repeated: reversal 第四条 序号倒退（前一个是 5）",
  ]);
});
