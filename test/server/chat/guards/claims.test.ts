import { describe, expect, it } from "vitest";
import { claimsOf } from "../../../../server/chat/guards/claims.js";
import type { Citation } from "../../../../server/schemas/objects.js";

const citation = (n: number, quote: string): Citation => ({
  n, quote, documentId: "a", documentTitle: "甲", provisionId: "a#art_1", label: "第一条", path: [], start: 0, end: quote.length, status: "in_force", url: "/documents/a#art_1",
});

describe("cutting an answer at its marks", () => {
  it("gives each stretch its marks, and the lead where it ends with its quote", () => {
    const citations = [citation(1, "甲乙。"), citation(2, "丙丁。")];
    expect(claimsOf("办法：甲乙。[1]……丙丁。[2]", citations)).toEqual({
      claims: [
        { text: "办法：甲乙。", marks: [1], lead: "办法：" },
        { text: "……丙丁。", marks: [2], lead: "……" },
      ],
      rest: "",
    });
  });

  it("keeps marks that stand together together, and has what follows the last as the rest", () => {
    expect(claimsOf("都是。[1][2]以上。", [citation(1, "甲"), citation(2, "乙")])).toEqual({
      claims: [{ text: "都是。", marks: [1, 2], lead: null }],
      rest: "以上。",
    });
  });

  it("reads no mark inside a quote", () => {
    expect(claimsOf("见注[1]。[1]", [citation(1, "见注[1]。")]).claims).toEqual([{ text: "见注[1]。", marks: [1], lead: "" }]);
  });

  it("has no stretch in an answer without marks", () => {
    expect(claimsOf("没有。", [citation(1, "甲")])).toEqual({ claims: [], rest: "没有。" });
  });
});
