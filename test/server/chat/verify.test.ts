import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Assistant } from "../../../server/chat/assistant.js";
import { Engine } from "../../../server/chat/engine.js";
import { checkMarks, checkNumbers, checkSpans } from "../../../server/chat/verify.js";
import { Metrics } from "../../../server/plugins/metrics.js";
import type { Answer, Citation } from "../../../server/schemas/objects.js";
import { Store } from "../../../server/store/store.js";
import { ANSWERED_QUESTIONS } from "../../support/questions.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const snapshot = openRealSnapshot();
const textOf = (id: string): string | undefined => snapshot.documents.get(id)?.text;
let answers: Answer[];

beforeAll(async () => {
  const assistant = new Assistant(new Engine(snapshot), new Store(":memory:"), new Metrics());
  answers = await Promise.all(ANSWERED_QUESTIONS.map((question) => assistant.answer({ question })));
});

/** A real answer, and one of its places, chosen at random. */
const somewhere = fc.tuple(fc.nat(ANSWERED_QUESTIONS.length - 1), fc.nat(10_000));

describe("every guard", () => {
  it("is silent on real answers", () => {
    for (const { outcome, answer, citations } of answers) {
      expect(outcome).toBe("answered");
      expect([...checkSpans(citations, textOf), ...checkNumbers(answer, citations), ...checkMarks(answer, citations)]).toEqual([]);
    }
  });
});

describe("the span guard", () => {
  it("finds a quote in which one character was changed, wherever", () => {
    fc.assert(
      fc.property(somewhere, fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }), ([which, place], other) => {
        const { citations } = answers[which]!;
        const citation = citations[place % citations.length]!;
        const at = place % citation.quote.length;
        fc.pre(citation.quote[at] !== other);
        const altered = { ...citation, quote: citation.quote.slice(0, at) + other + citation.quote.slice(at + 1) };
        const findings = checkSpans(citations.map((each) => (each === citation ? altered : each)), textOf);
        expect(findings).toEqual([{ guard: "span", detail: expect.stringContaining(citation.provisionId) as string }]);
      }),
    );
  });

  it("finds a span that was moved by one, an unknown document and an empty quote", () => {
    const [citation] = answers[0]!.citations as [Citation];
    const wrong = [
      { ...citation, start: citation.start + 1, end: citation.end + 1 },
      { ...citation, documentId: "no-such-document" },
      { ...citation, quote: "", start: 3, end: 3 },
    ];
    for (const altered of wrong) expect(checkSpans([altered], textOf)).toHaveLength(1);
  });
});

describe("the number guard", () => {
  it("finds a figure of which one digit was changed, unless the citations have that figure as well", () => {
    fc.assert(
      fc.property(somewhere, fc.integer({ min: 1, max: 9 }), ([which, place], shift) => {
        const { answer, citations } = answers[which]!;
        const plain = answer.replace(/\[\d+\]/g, (mark) => " ".repeat(mark.length));
        const digits = [...plain.matchAll(/(?<![〇零一二三四五六七八九十百千万亿两\d.．])\d+(?:[.．]\d+)*/g)].flatMap(({ index, 0: run }) =>
          [...run].flatMap((ch, i) => (/\d/.test(ch) ? [index + i] : [])),
        );
        fc.pre(digits.length > 0);
        const at = digits[place % digits.length]!;
        const altered = answer.slice(0, at) + String((Number(answer[at]) + shift) % 10) + answer.slice(at + 1);
        // A naive oracle: the run of digits around the change stands nowhere in what is cited.
        const run = runAround(altered, at);
        const cited = citations.flatMap(({ quote, documentTitle, docNumber, label }) => [quote, documentTitle, docNumber ?? "", label]).join("\n");
        fc.pre(!(cited.match(/\d+(?:[.．]\d+)*/g) ?? []).some((number) => Number(number) === Number(run)));
        expect(checkNumbers(altered, citations).map(({ guard }) => guard)).toContain("number");
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["每三年复核一次。", "每五年复核一次。"],
    ["公示5个工作日。", "公示5个月。"],
    ["安排不低于10%的比例。", "安排不低于10个百分点的比例。"],
    ["达8万亿元左右。", "达8亿元左右。"],
    ["形成6个以上集群。", "形成60个以上集群。"],
    ["见苏政发〔2018〕86号。", "见苏政发〔2018〕87号。"],
    ["见苏政发〔2018〕86号。", "见苏办发〔2018〕86号。"],
    ["没有数字。", "共12家。"],
  ])("tells an answer that has 「%s」 as 「%s」", (quoted, said) => {
    const citation = { ...answers[0]!.citations[0]!, quote: quoted, label: "正文", documentTitle: "某文件", docNumber: undefined };
    expect(checkNumbers(`${quoted}[1]`, [citation])).toEqual([]);
    expect(checkNumbers(`${said}[1]`, [citation])).not.toEqual([]);
  });

  it.each([
    ["每三年复核一次", "每3年复核一次"],
    ["占１０％", "占10%"],
    ["3,000亿元", "3000亿元"],
  ])("takes 「%s」 and 「%s」 for the same figure", (quoted, said) => {
    const citation = { ...answers[0]!.citations[0]!, quote: quoted };
    expect(checkNumbers(said, [citation])).toEqual([]);
  });

  it("finds a figure that stands straight after a Chinese numeral that is none: 统一10%的比例 said as 统一20%的比例", () => {
    const citation = { ...answers[0]!.citations[0]!, quote: "统一10%的比例" };
    expect(checkNumbers("统一10%的比例[1]", [citation])).toEqual([]);
    expect(checkNumbers("统一20%的比例[1]", [citation])).toEqual([{ guard: "number", detail: "“20%”不在引文中" }]);
  });

  it("does not take the marks for figures", () => {
    expect(checkNumbers("甲。[1][27]", [])).toEqual([]);
  });
});

describe("the mark guard", () => {
  it("finds a mark that was left out, any of them", () => {
    for (const { answer, citations } of answers) {
      for (const { n } of citations) {
        expect(checkMarks(answer.replace(`[${n}]`, ""), citations)).toEqual([{ guard: "mark", detail: `[${n}] 没有对应` }]);
      }
    }
  });

  it("finds a mark that points to no citation", () => {
    const { answer, citations } = answers[0]!;
    expect(checkMarks(`${answer}[${citations.length + 1}]`, citations)).toHaveLength(1);
  });

  it("takes a year in square brackets inside a quote for no mark: 国发[2018]3号", () => {
    const citation = { ...answers[0]!.citations[0]!, quote: "按照国发[2018]3号执行。", n: 1 };
    expect(checkMarks(`${citation.quote}[1]`, [citation])).toEqual([]);
    expect(checkNumbers(`${citation.quote}[1]`, [citation])).toEqual([]);
    expect(checkNumbers("按照国发[2019]3号执行。[1]", [citation])).not.toEqual([]);
    expect(checkMarks(citation.quote, [citation])).toHaveLength(1);
  });
});

/** The run of digits (with decimal points) that has the place `at`. */
function runAround(text: string, at: number): string {
  const run = [...text.matchAll(/\d+(?:[.．]\d+)*/g)].find(({ index, 0: digits }) => index <= at && at < index + digits.length);
  return run![0];
}
