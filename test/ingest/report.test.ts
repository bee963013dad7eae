import { describe, expect, it } from "vitest";
import { type DocumentMeta } from "../../ingest/model.js";
import { summarise, type FileNote } from "../../ingest/report.js";
import { auditNumbering } from "../../ingest/structure/audit.js";
import { plainMeta } from "../support/documents.js";
import { structured } from "../support/structured.js";

const META = plainMeta({ id: "trial", title: "试点集群管理办法（征求意见稿）", issuer: "试点厅", status: "draft" });

/** The notes on a document with these lines. */
function notesOn(lines: readonly string[], meta: Partial<DocumentMeta> = {}): FileNote[] {
  const { text, provisions } = structured(...lines);
  return summarise({ meta: { ...META, ...meta }, text, provisions, references: [], definitions: [] }, {}, auditNumbering("trial", text, provisions)).notes;
}

describe("the report of a document", () => {
  it("tells what was recognised, and nothing else where all is well", () => {
    expect(notesOn(["试点集群管理 办法", "第一章 总则", "第一条 甲：", "（一）乙。", "（二）丙。"])).toEqual([{ kind: "recognised", text: "识别出章 1，条 1，（一）项 2" }]);
  });

  it("tells an inferred number with its line and address", () => {
    expect(notesOn(["试点集群管理办法", "第一条 甲。", "提出申请。促进组织提交。", "第三条 初审推荐。市州负责。"])).toContainEqual({
      kind: "inferred",
      text: "原文未标序号，按前后推定为第二条：「提出申请。促进组织提交。」",
      line: 3,
      address: "art_2",
    });
  });

  it("tells a gap with its line and the address of what stands behind it", () => {
    expect(notesOn(["试点集群管理办法", "第一条 甲。", "第四条 乙。"])).toContainEqual({ kind: "odd", text: "第四条 之前缺序号 2 至 3：「第四条 乙。」", line: 3, address: "art_4" });
  });

  it("finds it odd that nothing is numbered, that title or number stand nowhere, that characters were lost, that a passage has no end", () => {
    const long = `正文${"长".repeat(3000)}。`;
    expect(notesOn([long, "有\ufffd字。"], { docNumber: "试政发〔2024〕3号" }).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "odd 没有识别出章、条或其他序号，正文只按自然段分开",
      "odd 有 1 个字符无法识别，已换成替代符号",
      "odd 正文里没有找到登记的标题《试点集群管理办法（征求意见稿）》",
      "odd 正文里没有找到登记的文号 试政发〔2024〕3号",
      expect.stringMatching(/^odd .*有 3003 字没有分开，可能有序号没有识别出来$/),
    ]);
  });

  it("knows a number of a document however its brackets are printed", () => {
    expect(notesOn(["试点集群管理办法", "（试政发[2024] 3号）", "第一条 甲。"], { docNumber: "试政发〔2024〕3号" }).map(({ kind }) => kind)).toEqual(["recognised"]);
  });
});
