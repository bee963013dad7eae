import { describe, expect, it } from "vitest";
import { statementGuard } from "../../../../server/chat/guards/statement.js";
import { checkedOf } from "../../../support/checked.js";
import { MEASURES, PLAN } from "../../../support/guarded-documents.js";

const found = (statement: string, question = ""): string[] =>
  statementGuard(checkedOf([{ document: MEASURES, eId: "art_2" }], { statements: [statement], question, documents: new Map([MEASURES, PLAN].map((document) => [document.meta.id, document])) }));

describe("what the assistant says in its own words", () => {
  it.each(["《试点集群管理办法》的文号是试政发〔2024〕3号。", "《试点集群管理办法》共3条。", "《邻省方案（2021-2025年）》的规划期（2021—2025年）已经届满。", "没有收录浙江的文件。", "每三年复核一次，公示5个工作日。"])(
    "may hold what the corpus records and what is quoted: %s",
    (statement) => {
      expect(found(statement)).toEqual([]);
    },
  );

  it("may repeat a figure of the question", () => {
    expect(found("文件里没有找到“300亿元”。", "要求300亿元以上吗")).toEqual([]);
    expect(found("文件里没有找到“300亿元”。", "要求200亿元以上吗")).not.toEqual([]);
  });

  it.each(["《试点集群管理办法》的文号是试政发〔2024〕4号。", "《试点集群管理办法》共4条。", "《试点集群管理办法》共2章3条。", "《邻省方案（2021-2025年）》的规划期（2021—2026年）已经届满。", "每四年复核一次。"])(
    "holds no other figure: %s",
    (statement) => {
      expect(found(statement)).not.toEqual([]);
    },
  );
});
