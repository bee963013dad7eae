import fc from "fast-check";
import { toChinese } from "../../ingest/structure/numerals.js";

/** Text that looks like policy documents and goes wrong like them, for properties of the structure. */

const SPACE = fc.constantFrom("", " ", "  ", "\u3000", "\u00a0", "\t");
const SMALL = fc.integer({ min: 1, max: 30 });
const WORDS = fc.constantFrom(
  "总 则", "培育方向", "重点任务", "省先进制造业集群", "提出申请。集群促进组织提交材料。", "加强组织领导。省厅统筹推进，各市州落实。", "应同时满足以下条件：",
  "每年3月底前上报，满三年复核。", "依照第六条第（三）项办理", "", "到2025年，规模突破1.5万亿元。", "𠮷字与emoji🙂", "；", "（以下简称集群）",
);

const NUMBERED = fc.oneof(
  SMALL.map((n) => `第${toChinese(n)}条`),
  SMALL.map((n) => `第${n}条`),
  SMALL.map((n) => `第${toChinese(n)}章`),
  SMALL.map((n) => `第${toChinese(n)}节`),
  SMALL.map((n) => `第${toChinese(n)}编`),
  SMALL.map((n) => `${toChinese(n)}、`),
  SMALL.map((n) => `（${toChinese(n)}）`),
  SMALL.map((n) => `${n}、`),
  SMALL.map((n) => `${n}．`),
  SMALL.map((n) => `（${n}）`),
  fc.integer({ min: 0, max: 19 }).map((n) => String.fromCharCode(0x2460 + n)),
  fc.constant("——"),
);
const NUMBERED_LINE = fc.tuple(SPACE, NUMBERED, SPACE, WORDS, SPACE).map((parts) => parts.join(""));

/** A line of the furniture around a document's body. */
const FURNITURE_LINE = fc.constantFrom(
  "附件", "【法宝引证码】 CLI.1", "关于培育集群的指导意见", "（征求意见稿）", "（苏政发〔2018〕86号）", "各市、县人民政府：", "某省人民政府", "2018年6月25日",
  "现将方案印发给你们，请认真贯彻落实。", "（2021-2025年）",
);
const LINE = fc.oneof({ weight: 5, arbitrary: NUMBERED_LINE }, { weight: 2, arbitrary: WORDS }, { weight: 1, arbitrary: FURNITURE_LINE });
const LINES = fc.array(LINE, { maxLength: 25 });

/** Documents with at least one numbered line and numbers from 1 to 30, in any order. */
export const NUMBERED_TEXT = fc.tuple(LINES, NUMBERED_LINE, LINES).map(([before, line, after]) => [...before, line, ...after].join("\n"));

/** Documents with no number at all: furniture and plain paragraphs. */
export const UNNUMBERED_TEXT = fc
  .array(fc.oneof(FURNITURE_LINE, WORDS), { minLength: 1, maxLength: 12 })
  .map((lines) => lines.join("\n"))
  .filter((text) => /\S/.test(text));

/** Numbers that no document should print, and inserted ones among repeated ones. */
export const ODDLY_NUMBERED_TEXT = fc
  .array(
    fc.oneof(
      fc.constantFrom("第零条 甲", "第〇章 甲", "（零）甲", "第12345条 甲", "第九九九九九条 甲", "二〇二五二〇、甲", "第三条之零 甲", "（0）甲", "（99999）甲"),
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).map(([n, i]) => `第${toChinese(n)}条之${toChinese(i)} 甲`),
      NUMBERED_LINE,
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((lines) => lines.join("\n"));
