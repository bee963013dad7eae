import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { termNames } from "../../../ingest/index.js";
import { wholeSpan, type CitedSpan } from "../../../server/chat/citations.js";
import { cutToQuestion } from "../../../server/chat/passage-cut.js";
import { sentencesOf } from "../../../server/chat/sentences.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const { passages, tokenizer } = openRealSnapshot();
const spans = passages.map(({ document, provision }) => wholeSpan(document, provision));
const lengthOf = ({ start, end }: CitedSpan): number => end - start;
const short = spans.filter((span) => lengthOf(span) <= 200);
const long = spans.filter((span) => lengthOf(span) > 400);
const textOf = ({ document, start, end }: CitedSpan): string => document.text.slice(start, end);

/** The value of a term in a question: 1 where the question has it. */
function valueOf(question: string): (term: string) => number {
  const asked = new Set(termNames(tokenizer.terms(question)));
  return (term) => (asked.has(term) ? 1 : 0);
}
const anySpan = fc.constantFrom(...spans);
const anyQuestion = fc.constantFrom(...passages.flatMap(({ askedAs }) => askedAs));

describe("a provision cut to a question", () => {
  it("is given whole when it is short, whatever is asked", () => {
    fc.assert(
      fc.property(fc.constantFrom(...short), anyQuestion, (span, question) => {
        expect(cutToQuestion(span, tokenizer, valueOf(question))).toEqual([span]);
      }),
    );
  });

  it("is made of exact pieces of it, in reading order, from the start of a sentence to the end of one", () => {
    fc.assert(
      fc.property(anySpan, anyQuestion, (span, question) => {
        const sentences = sentencesOf(span.document.text, span.start, span.end);
        let at = span.start;
        for (const piece of cutToQuestion(span, tokenizer, valueOf(question))) {
          expect(piece.provision).toBe(span.provision);
          expect(piece.start).toBeGreaterThanOrEqual(at);
          expect(piece.end).toBeLessThanOrEqual(span.end);
          expect(sentences.map(({ start }) => start)).toContain(piece.start);
          expect(sentences.map(({ end }) => end)).toContain(piece.end);
          at = piece.end;
        }
        expect(at).toBeGreaterThan(span.start);
      }),
    );
  });

  it("is no longer than a reader takes in, unless one sentence is", () => {
    fc.assert(
      fc.property(fc.constantFrom(...long), anyQuestion, (span, question) => {
        const pieces = cutToQuestion(span, tokenizer, valueOf(question));
        const longest = Math.max(...sentencesOf(span.document.text, span.start, span.end).map(({ start, end }) => end - start));
        expect(pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)).toBeLessThanOrEqual(Math.max(longest, 300));
      }),
    );
  });

  it("keeps a sentence whose own words are asked", () => {
    for (const span of long) {
      const sentences = sentencesOf(span.document.text, span.start, span.end);
      const wanted = textOf({ ...span, ...sentences[sentences.length - 1]! });
      const kept = cutToQuestion(span, tokenizer, valueOf(wanted)).map(textOf).join("\n");
      expect(kept).toContain(wanted);
    }
  });

  it("is its first sentence where nothing of the question stands in it", () => {
    const span = long[0]!;
    const [first] = sentencesOf(span.document.text, span.start, span.end);
    expect(cutToQuestion(span, tokenizer, () => 0)).toEqual([{ ...span, start: span.start, end: first!.end }]);
  });
});
