import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../../server/chat/sentences.js";

/** Text of what matters to a sentence splitter: words, ends, closers, blanks. */
const text = fc.string({ unit: fc.constantFrom("甲", "乙", "A", "，", "。", "；", "！", "？", "”", "）", "》", " ", "　", "\n"), maxLength: 60 });
const slices = (source: string): string[] => sentencesOf(source, 0, source.length).map(({ start, end }) => source.slice(start, end));

describe("sentences of a span", () => {
  it("end at 。！？； and at line ends", () => {
    expect(slices("甲。乙！丙？丁；戊\n己")).toEqual(["甲。", "乙！", "丙？", "丁；", "戊", "己"]);
  });

  it("keep the closing quote or bracket that follows their end", () => {
    expect(slices("他说：“可以。”然后走了。（见附件。）完")).toEqual(["他说：“可以。”", "然后走了。", "（见附件。）", "完"]);
  });

  it("carry no blanks at either end", () => {
    fc.assert(fc.property(text, (source) => slices(source).every((slice) => slice === slice.trim() && slice !== "")));
  });

  it("stand in order, inside the span, without overlap, and cover all of its text but blanks", () => {
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(60), (source, a, b) => {
        const [start, end] = [Math.min(a, b, source.length), Math.min(Math.max(a, b), source.length)];
        let at = start;
        for (const span of sentencesOf(source, start, end)) {
          expect(span.start).toBeGreaterThanOrEqual(at);
          expect(span.end).toBeGreaterThan(span.start);
          expect(source.slice(at, span.start).trim()).toBe("");
          at = span.end;
        }
        expect(at).toBeLessThanOrEqual(end);
        expect(source.slice(at, end).trim()).toBe("");
      }),
    );
  });

  it("hold no sentence end but their own", () => {
    fc.assert(fc.property(text, (source) => slices(source).every((slice) => !/[。！？；\n](?![”）》]*$)/.test(slice))));
  });
});
