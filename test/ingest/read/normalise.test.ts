import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseText } from "../../../ingest/read/normalise.js";

describe("normaliseText", () => {
  it("takes the byte order mark off the front and leaves one inside the text", () => {
    expect(normaliseText("\ufeff第一条\ufeff 总则")).toBe("第一条\ufeff 总则");
  });

  it("turns every kind of line end into LF", () => {
    expect(normaliseText("一\r\n二\r三\n四\r\r\n五")).toBe("一\n二\n三\n四\n\n五");
  });

  it("replaces lone surrogates and control characters by U+FFFD and keeps tab, LF and characters outside the BMP", () => {
    expect(normaliseText("a\ud800b\u0000c\u001fd\u007fe\tf\n𠮷")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde\tf\n𠮷");
  });

  it("keeps the published wording: full width, ideographic spaces and odd punctuation stay", () => {
    const published = "　　（３）“强基韧链”——１０％\u00a0左右\u3000";
    expect(normaliseText(published)).toBe(published);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        const once = normaliseText(raw.replace(/^\ufeff+/, ""));
        expect(normaliseText(once)).toBe(once);
      }),
    );
  });
});
