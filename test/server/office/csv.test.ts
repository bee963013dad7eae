import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvFile } from "../../../server/office/csv.js";
import { parseCsv } from "../../support/parse-csv.js";

const FORMULAS = ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－5"];

describe("a CSV file", () => {
  it("begins with a byte order mark, so that Excel reads it as UTF-8", () => {
    expect([...Buffer.from(csvFile(["主题"], []), "utf8").subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it.each(FORMULAS)("puts an apostrophe before %j, which a spreadsheet would calculate", (cell) => {
    expect(parseCsv(csvFile(["head"], [[cell]]))[1]).toEqual([`'${cell}`]);
  });

  it("leaves a dash of Chinese text and a number inside a cell as they are", () => {
    expect(parseCsv(csvFile(["head"], [["——电子元器件。", "2021-2025年"]]))[1]).toEqual(["——电子元器件。", "2021-2025年"]);
  });

  it("gives back every cell as it was, whatever stands in it, but for that apostrophe", () => {
    const cell = fc.string({ unit: fc.constantFrom("原", "文", ",", '"', "\n", "\r", "'", "=", "+", "-", "@", "a", " ") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 5 }), (rows) => {
        const [, ...back] = parseCsv(csvFile(["一", "二", "三"], rows));
        expect(back).toEqual(rows.map((cells) => cells.map((one) => (/^[=+\-@\r]/.test(one) ? `'${one}` : one))));
      }),
    );
  });
});
