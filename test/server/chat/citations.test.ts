import { describe, expect, it } from "vitest";
import { toCitation, wholeSpan } from "../../../server/chat/citations.js";
import { citationSchema } from "../../../server/schemas/objects.js";
import { realDocuments } from "../../support/documents.js";

const documents = realDocuments();
const DAY = "2025-06-01";

function cite(id: string, eId: string, cut?: { from: number; length: number }) {
  const document = documents.get(id)!;
  const provision = document.provisions.find((candidate) => candidate.eId === eId)!;
  const span = wholeSpan(document, provision);
  const { from, length } = cut ?? { from: 0, length: span.end - span.start };
  return toCitation({ ...span, start: span.start + from, end: span.start + from + length }, 1, DAY);
}

describe("a citation", () => {
  it("of any provision of any document quotes the slice of the text at its span", () => {
    for (const document of documents.values()) {
      for (const provision of document.provisions) {
        const { start, end, quote, documentId } = citationSchema.parse(toCitation(wholeSpan(document, provision), 1, DAY));
        expect(documents.get(documentId)!.text.slice(start, end)).toBe(quote);
      }
    }
  });

  it("of a part of a provision quotes that part", () => {
    expect(cite("gz-measures", "art_19").quote).toBe("第十九条 本办法自公布之日起实施。");
    expect(cite("gz-measures", "art_19", { from: 8, length: 6 }).quote).toBe("自公布之日起");
  });

  it("names the provision by its address, with a link that opens it", () => {
    expect(cite("gz-measures", "art_6__item_3")).toMatchObject({
      provisionId: "gz-measures#art_6__item_3",
      url: "/documents/gz-measures#art_6__item_3",
      label: "第六条第（三）项",
      status: "draft",
      region: "贵州",
    });
  });

  it("carries the document number where there is one", () => {
    expect(cite("js-opinion", "title").docNumber).toBe("苏政发〔2018〕86号");
    expect(cite("gz-opinion", "title")).not.toHaveProperty("docNumber");
  });

  it("carries no region for a text of none", () => {
    expect(cite("city-essay", "preface")).not.toHaveProperty("region");
  });
});
