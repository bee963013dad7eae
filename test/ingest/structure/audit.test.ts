import { describe, expect, it } from "vitest";
import { auditNumbering } from "../../../ingest/structure/audit.js";
import { structured } from "../../support/structured.js";

/** What the audit says: kind, line and message. */
function audit(...lines: string[]): string[] {
  const { text, provisions } = structured(...lines);
  return auditNumbering("doc", text, provisions).map((finding) => `${finding.kind} ${finding.line} ${finding.message}`);
}

describe("auditNumbering", () => {
  it("finds nothing where every number follows the one before", () => {
    expect(audit("第一章 甲", "第一条 乙：", "（一）丙。", "（二）丁。", "第二章 戊", "第二条 己：", "（一）庚。")).toEqual([]);
  });

  it("names one missing number, the line after it, and how the line begins", () => {
    const { text, provisions } = structured("标题办法", "", "第一条 甲。", "", "第三条 乙。");
    expect(auditNumbering("gz", text, provisions)).toEqual([
      { kind: "gap", documentId: "gz", line: 5, context: "第三条 乙。", message: "第三条 之前缺序号 2" },
    ]);
  });

  it("names the range where several numbers are missing, from 1 on", () => {
    expect(audit("第四条 甲。", "第九条 乙。")).toEqual(["gap 1 第四条 之前缺序号 1 至 3", "gap 2 第九条 之前缺序号 5 至 8"]);
  });

  it("finds a number that is printed twice", () => {
    expect(audit("（一）甲。", "（二）乙。", "（二）丙。", "（三）丁。")).toEqual(["duplicate 3 （二） 重复"]);
  });

  it("finds a number that goes back", () => {
    expect(audit("1、甲", "2、乙", "3、丙", "2、丁", "3、戊")).toEqual(["reversal 4 2 序号倒退（前一个是 3）"]);
  });

  it("says which number was inferred, on its own line of the text", () => {
    expect(audit("", "第一条 甲。", "", "提出申请。促进组织提交。", "第三条 初审推荐。市州负责。")).toEqual(["inferred 4 原文未标序号，按前后推定为第二条"]);
  });

  it("counts articles through chapters, and all else among its siblings", () => {
    expect(audit("第一章 甲", "第一条 乙。", "第二章 丙", "第一条 丁。")).toEqual(["duplicate 4 第一条 重复"]);
    expect(audit("一、甲", "（一）乙。", "二、丙", "（二）丁。")).toEqual(["gap 4 二（二） 之前缺序号 1"]);
  });

  it("passes over inserted articles", () => {
    expect(audit("第一条 甲。", "第一条之一 乙。", "第一条之二 乙。", "第二条 丙。")).toEqual([]);
  });

  it("tells findings in the order of the text, with at most 30 characters of context", () => {
    const { text, provisions } = structured("二、甲", "（二）乙。", `四、${"长".repeat(60)}`);
    const findings = auditNumbering("doc", text, provisions);
    expect(findings.map((finding) => finding.line)).toEqual([1, 2, 3]);
    expect(findings[2]!.context).toBe(`四、${"长".repeat(28)}`);
  });
});
