import fc from "fast-check";
import { Converter } from "opencc-js/cn2t";
import { describe, expect, it } from "vitest";
import { runTurn } from "../../../server/chat/turn.js";
import { realEngine } from "../../support/engine.js";

/** Questions of every kind, answerable or not. Each holds something that another spelling changes. */
const QUESTIONS = [
  "管理办法第六条第（三）项怎么规定？",
  "苏政发〔2018〕86号三（二）的内容",
  "山东实施方案三（六）讲了什么？",
  "管理办法第10条至第十二条",
  "贵州指导意见四（二）的原文是什么？",
  "第十四条支持哪些方面？",
  "管理办法第八条写的是什么？",
  "申报省先进制造业集群要满足哪些条件？",
  "我们厂前年出过安全事故，还能申报吗？",
  "产业园跨了两个市州，能不能一块儿报？",
  "申报主体是企业还是促进组织？",
  "材料交给谁？",
  "公示几个工作日？",
  "多久复核一次，复核什么？",
  "每年3月底前要报什么？",
  "什么情形会被撤销称号？",
  "认定程序有哪几步？",
  "专家评审由谁组织？",
  "贵州的专项资金支持什么？",
  "江苏按10%的比例统筹支持集群吗？",
  "山东对促进组织有什么奖补？",
  "小微企业首贷有什么扶持？",
  "江苏给人才买房补贴吗？",
  "集群用地、用电有什么保障？",
  "江苏到2020年主营业务收入目标是多少？",
  "江苏到2025年哪些集群要超1.5万亿元？",
  "大数据电子信息集群到2025年规模多少亿元？",
  "山东到2025年要打造几个国家级集群？",
  "医药制造集群规模要突破多少？",
  "江苏要建15家绿色园区吗？",
  "济南试验区的占比目标是70%吗？",
  "什么是“一图三清单”？",
  "“科创飞地”是什么意思？",
  "“百企引航”计划聚焦多少家企业？",
  "产业集群发展促进组织是指什么？",
  "ERP、MES这类软件有没有支持？",
  "5G和工业互联网怎么推进？",
  "做磷酸铁锂正极材料属于哪个领域？",
  "辣椒酱算哪个集群？",
  "威海做3D打印机的归哪个集群？",
  "健身器材在山东归谁管？",
  "贵州和江苏的资金比例有什么不同？",
  "山东与江苏到2025年的目标有何区别？",
  "江苏和贵州的推进会多久开一次？",
  "研究文章说供应链枢纽有什么优势？",
  "浙江怎么认定集群？",
  "管理办法第四十四条是什么？",
  "专精特新“小巨人”企业怎么培育？",
  "集群龙头企业怎样带动中小企业融通发展？",
  "《贵州省先进制造业集群培育管理办法》由谁解释？",
] as const;

const SEED = 20260115;
const toTraditional = Converter({ from: "cn", to: "t" });

const WIDTH_SHIFT = 0xfee0;

/** Full width for half and half for full. */
function withOtherWidth(question: string): string {
  return question.replace(/[!-~！-～]/g, (ch) => String.fromCharCode(ch.charCodeAt(0) + (ch <= "~" ? WIDTH_SHIFT : -WIDTH_SHIFT)));
}

/** Spaces of several kinds before some Chinese characters, and one behind the whole. */
function withSpaces(question: string, draws: readonly number[]): string {
  const kinds = ["", " ", "", "\u3000", "", "\u00a0  ", "\t"];
  return [...question].map((ch, i) => (/[\u4e00-\u9fff]/.test(ch) ? kinds[draws[i]! % kinds.length]! : "") + ch).join("") + " ";
}

/** Another end, or quotes around the whole, or neither; quotation marks of another country inside. */
function withOtherPunctuation(question: string, [draw]: readonly number[]): string {
  const bare = question.replace(/？$/, "");
  const frames = ["", "?", "??", "！", "。", "……", "~", "？！"].map((end) => bare + end);
  const quoted = [`“${bare}”`, `"${bare}?"`, `「${bare}」`];
  const chosen = [...frames, ...quoted].filter((variant) => variant !== question)[draw! % (frames.length + quoted.length - 1)]!;
  return chosen.replace(/[“”](?=.)/g, draw! % 2 === 0 ? "" : '"');
}

const VARIANTS: Record<string, (question: string, draws: readonly number[]) => string> = {
  "in the other width": withOtherWidth,
  "with spaces": withSpaces,
  "in traditional characters": toTraditional,
  "with other punctuation": withOtherPunctuation,
};

const engine = realEngine();

/** What a question comes to: the outcome, everything found, best first, and what is cited. */
async function foundFor(question: string): Promise<unknown> {
  const turn = runTurn({ question, conversationId: "conversation", asOf: "2026-01-15", history: [] }, engine);
  for (;;) {
    const step = await turn.next();
    if (!step.done) continue;
    const { answer, evidence } = step.value;
    return {
      outcome: answer.outcome,
      evidence: evidence.map(({ provisionId }) => provisionId),
      citations: answer.citations.map(({ provisionId, start, end }) => [provisionId, start, end]),
    };
  }
}

describe("the same question spelled otherwise", () => {
  const drawn = fc.sample(fc.noBias(fc.array(fc.nat(), { minLength: 60, maxLength: 60 })), { seed: SEED, numRuns: QUESTIONS.length });

  it("is spelled otherwise in two hundred cases", () => {
    const cases = Object.values(VARIANTS).flatMap((vary) => QUESTIONS.map((question, i) => [question, vary(question, drawn[i]!)] as const));
    expect(new Set(QUESTIONS).size).toBe(50);
    expect(cases.filter(([question, variant]) => question !== variant)).toHaveLength(200);
  });

  describe.each(Object.entries(VARIANTS))("%s", (_, vary) => {
    it.each(QUESTIONS.map((question, i) => [vary(question, drawn[i]!), question] as const))("finds the same: %s", async (variant, question) => {
      expect(await foundFor(variant)).toEqual(await foundFor(question));
    });
  });
});
