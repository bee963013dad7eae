import { describe, expect, it } from "vitest";
import { termNames } from "../../../ingest/index.js";
import { matchedSpans } from "../../../server/retrieval/matched.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const { tokenizer } = openRealSnapshot();

/** What of a text is marked for a query, a stretch a line. */
function marked(query: string, text: string): string[] {
  const terms = new Map(termNames(tokenizer.terms(query)).map((term) => [term, 1]));
  return matchedSpans(text, terms, tokenizer).map(({ start, end }) => text.slice(start, end));
}

describe("matchedSpans", () => {
  it("marks the words that both hold, joined where they touch", () => {
    expect(marked("专项资金比例", "财政专项资金按10%的比例安排")).toEqual(["专项资金", "比例"]);
  });

  it("marks no word that only its characters make up", () => {
    expect(marked("业绩", "创造业绩优良的制造业集群，绩效")).toEqual(["业绩"]);
    expect(marked("第四条", "第十四条 依照第四条办理")).toEqual(["第四条"]);
  });

  it("marks figures and widths however they are written", () => {
    expect(marked("10%", "按１０％的比例")).toEqual(["１０％"]);
  });

  it("marks no single character, and nothing where nothing is shared", () => {
    expect(marked("的", "集群的培育")).toEqual([]);
    expect(marked("航空", "集群的培育")).toEqual([]);
  });
});
