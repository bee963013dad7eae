import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicyDocument, Snapshot } from "../../../../ingest/index.js";
import { figuresOf } from "../../../../server/chat/guards/figures.js";
import { readFigures } from "../../../../server/lookup/figures/figures.js";
import { obligationsIn } from "../../../../server/lookup/figures/obligations.js";
import { targetsIn } from "../../../../server/lookup/figures/targets.js";
import { documentOf, realDocuments } from "../../../support/documents.js";

const documents = realDocuments();
const policies = [...documents.values()].filter(({ meta }) => meta.status !== "non_normative");
const read = (all: ReadonlyMap<string, PolicyDocument>) => readFigures({ documents: all, manifest: { id: "trial" } } as unknown as Snapshot, { regions: [], documents: [] }, "2026-11-21");

/** Year, figure and provision of every target, as a reader of the whole documents finds them. */
const TARGETS: Record<string, string[]> = {
  "gz-measures": [],
  "gz-opinion": [
    "2025 万亿级 sec_1__subsec_3__para_1",
    "2025 千亿级 sec_1__subsec_3__para_1",
    "2030 突破万亿级 sec_1__subsec_3__para_1",
    "2030 突破千亿级 sec_1__subsec_3__para_1",
    "2030 万亿级 sec_1__subsec_3__para_1",
    ...[3000, 2000, 3000, 2000, 3000, 1000, 1000, 500].map((size, i) => `2025 突破${size}亿元 sec_2__subsec_${i + 1}__para_1`),
  ],
  "js-opinion": [
    "2020 8万亿元左右 sec_1__subsec_3__para_2",
    "2020 超万亿元 sec_1__subsec_3__para_2",
    "2020 超5000亿元 sec_1__subsec_3__para_2",
    "2025 11.5万亿元左右 sec_1__subsec_3__para_3",
    "2025 超1.5万亿元 sec_1__subsec_3__para_3",
    "2025 超万亿元 sec_1__subsec_3__para_3",
    "2020 1家以上 sec_2__subsec_1__para_2",
    "2025 3－5家 sec_2__subsec_1__para_2",
    "2020 30家 sec_2__subsec_2__para_3",
    "2020 15家 sec_2__subsec_2__para_5",
    "2020 50家 sec_2__subsec_2__para_5",
    "2020 50家 sec_2__subsec_3__para_3",
    "2020 150个 sec_2__subsec_3__para_3",
    "2020 100家 sec_2__subsec_3__para_3",
  ],
  "sd-plan": ["2025 6个以上 sec_1__para_1", "2025 10个以上 sec_1__para_1", "2025 3个以上 sec_1__para_1", "2025 70%以上 sec_2__subsec_2__point_1"],
};

const TIMES: Record<string, string[]> = {
  "gz-measures": ["lookback 近三年 art_6__item_7", "within 5个工作日 art_11", "recurring 每三年 art_15", "recurring 每年3月底前 art_16", "validity 自公布之日起实施 art_19"],
  "gz-opinion": ["recurring 定期 sec_4__subsec_1", "recurring 每年 sec_4__subsec_2"],
  "js-opinion": [
    "recurring 定期 sec_2__subsec_1__para_4",
    "recurring 定期 sec_2__subsec_3__para_5",
    "recurring 每年 sec_3__subsec_2",
    "recurring 每半年 sec_4__subsec_1",
    "recurring 定期 sec_4__subsec_3",
    "recurring 定期 sec_4__subsec_3",
  ],
  "sd-plan": ["period 2021-2025年 title"],
};

describe("figures of the shipped documents", () => {
  it.each(policies)("targets of $meta.id: what a reader finds, and nothing else", (document) => {
    const found = targetsIn(document).map(({ year, figure, provision }) => `${year} ${document.text.slice(figure.start, figure.end)} ${provision.eId}`);
    expect(found).toEqual(TARGETS[document.meta.id]);
  });

  it.each(policies)("times of $meta.id: what a reader finds, and nothing else", (document) => {
    const found = obligationsIn(document).map(({ kind, when, provision }) => `${kind} ${document.text.slice(when.start, when.end)} ${provision.eId}`);
    expect(found).toEqual(TIMES[document.meta.id]);
  });

  it("are shown only with their proof, and none is lost by it: a quote that is the text's slice, every figure in it", () => {
    const { targets, obligations } = read(documents);
    expect([targets.length, obligations.length]).toEqual([Object.values(TARGETS).flat().length, Object.values(TIMES).flat().length]);
    for (const { documentId, start, end, quote } of [...targets, ...obligations]) expect(documents.get(documentId)!.text.slice(start, end)).toBe(quote);
    for (const { quote, year, figure, what } of targets) {
      expect(quote).toContain(`${year}年`);
      expect(what.text).toContain(figure.text);
      expect(figuresOf(quote)).toEqual(expect.arrayContaining(figuresOf(figure.text)));
    }
  });

  it("are none of a text that is no policy", () => {
    expect([...read(documents).targets, ...read(documents).obligations].filter(({ documentId }) => documentId === "city-essay")).toEqual([]);
  });
});

const targetsOf = (sentence: string): string[] => {
  const document = documentOf({ id: "trial" }, `某方案\n第一条 总则。\n第二条 ${sentence}`);
  return targetsIn(document).map(({ year, figure, what, unit }) => [year, document.text.slice(figure.start, figure.end), document.text.slice(what.start, what.end), unit].join("|"));
};

describe("a target", () => {
  it.each([
    ["到2027年，规模达到1.2万亿元；培育龙头企业20家。", ["2027|1.2万亿元|规模达到1.2万亿元|万亿元", "2027|20家|培育龙头企业20家|家"]],
    ["至2030年底，占比不低于百分之七十。", ["2030|不低于百分之七十|占比不低于百分之七十|%"]],
    ["到2028年，先进制造业占比超过35％。", ["2028|超过35％|先进制造业占比超过35％|%"]],
    ["到2026年，建成3个园区、新增5家企业和6家工厂。", ["2026|3个|3个园区|个", "2026|5家|5家企业|家", "2026|6家|6家工厂|家"]],
  ])("is read with its year, its bounds and what it is of: %s", (sentence, expected) => expect(targetsOf(sentence)).toEqual(expected));

  it.each(["截至2020年，规模达到3000亿元。", "2021年至2025年建成3个园区。", "聚焦100家龙头企业。", "到2025年，9个集群的地位明显提升。", "到2025年，建设六大基地。", "规模达到2025年的水平，培育20家企业。"])("is none where no year is aimed at or nothing is: %s", (sentence) =>
    expect(targetsOf(sentence)).toEqual([]),
  );
});

const timesOf = (sentence: string): string[] => {
  const document = documentOf({ id: "trial" }, `某办法\n第一条 总则。\n第二条 ${sentence}`);
  return obligationsIn(document).map(({ kind, when, everyMonths }) => [kind, document.text.slice(when.start, when.end), everyMonths ?? "-"].join("|"));
};

describe("a time", () => {
  it.each([
    ["每季度报送一次，每两年评估一次。", ["recurring|每季度|3", "recurring|每两年|24"]],
    ["每年6月30日前报送。", ["recurring|每年6月30日前|12"]],
    ["2026年6月30日前完成申报，30日内反馈，十五个工作日内公示。", ["due|2026年6月30日前|-", "within|30日内|-", "within|十五个工作日内|-"]],
    ["本办法自2026年1月1日起施行，有效期五年。", ["validity|自2026年1月1日起施行|-", "validity|有效期五年|-"]],
  ])("is read with its kind and, where one is written, its interval: %s", (sentence, expected) => expect(timesOf(sentence)).toEqual(expected));

  it.each(["每个集群建立机制。", "实施三年行动计划。", "产品全生命周期管理。", "近年来发展迅速。"])("is none: %s", (sentence) => expect(timesOf(sentence)).toEqual([]));
});

describe("whatever a document says", () => {
  const word = fc.constantFrom("到2025年", "每三年", "超", "万亿元", "3000亿元", "建成", "5家", "、", "，", "；", "。", "和", "70%", "以上", "集群", "截至2020年", "近三年", "每年", "3月底前", "级", "2021-2025年", "一二三", "（一）", "百分之七十");

  it("no figure is shown that does not stand in its quote, and no quote that is not the text's slice", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
        const document = documentOf({ id: "trial" }, `某方案\n第一条 ${words.join("")}`);
        const { targets, obligations } = read(new Map([["trial", document]]));
        for (const { quote, start, end } of [...targets, ...obligations]) expect(document.text.slice(start, end)).toBe(quote);
        for (const { quote, start, ...one } of [...targets, ...obligations]) {
          for (const piece of "figure" in one ? [one.figure, one.what] : [one.when]) {
            expect(document.text.slice(piece.start, piece.end)).toBe(piece.text);
            expect(quote.slice(piece.start - start, piece.end - start)).toBe(piece.text);
          }
        }
        for (const { quote, figure, year } of targets) expect(figuresOf(quote)).toEqual(expect.arrayContaining([...figuresOf(figure.text), `${year}年`]));
      }),
      { numRuns: 300 },
    );
  });
});
