import type { Conduct, Intent, Signal, Understanding, WantedValue } from "./understanding.js";

/** One thing that was understood of a question, for people who want to know why they got what they got. */
export interface Understood {
  name: string;
  detail: string;
}

const CONDUCT: Record<Exclude<Conduct, "question">, string> = { small_talk: "闲聊", attack: "越权要求", advice: "个人事务" };
const INTENT: Record<Exclude<Intent, "other">, string> = {
  lookup: "查条款原文",
  writing: "代写",
  outcome: "办理结果",
  comparison: "对比",
  definition: "定义",
  eligibility: "申报资格",
  procedure: "程序",
  funding: "资金",
  direction: "方向",
  duty: "职责",
  number: "数量目标",
  list: "列举",
};
const VALUE: Record<WantedValue, string> = {
  money: "金额",
  percent: "比例",
  date: "时间",
  duration: "期限",
  count: "数量",
  who: "由谁",
  where: "何处",
  contact: "联系方式",
  outcome: "办理结果",
};
const SIGNAL: Record<Signal["tells"], string> = { ...CONDUCT, ...VALUE, ...INTENT };
const BOUND = { at_least: "至少", at_most: "至多" } as const;

/** Everything that was understood, a line each; what was not there is left out. */
export function describeUnderstanding(understood: Understanding): Understood[] {
  const { question, whole, corrections, carried, background, conduct, intent, wants, signals, places, placesWithin, impliedBy } = understood;
  const lines: (readonly [string, string[]])[] = [
    ["补全后的问题", whole === question ? [] : [whole]],
    ["错别字", corrections.map(({ said, means }) => `“${said}”按“${means}”理解`)],
    ["承接上文", carried.map(({ text, weight }) => `${text} × ${weight}`)],
    ["提问人情况", background],
    ["性质", conduct === "question" ? [] : [CONDUCT[conduct]]],
    ["意图", intent === "other" ? [] : [INTENT[intent]]],
    ["所问的值", wants.map((want) => VALUE[want])],
    ["依据的字词", signals.map(({ tells, said }) => `${SIGNAL[tells]}：${said}`)],
    ["地名", places.map(({ name, region, covered }) => `${name}（${region}${covered ? "" : "，没有收录"}）`)],
    ["省内地方", placesWithin.map(({ name, asksOwnDocument }) => `${name}${asksOwnDocument ? "（问它自己的文件）" : ""}`)],
    ["由名称推知的地区", impliedBy.map(({ name, region }) => `${name}（${region}）`)],
    ["排除的地区", understood.excludedRegions],
    ["地区", understood.regions],
    ["文件", understood.documentIds],
    ["条款", understood.references.map(({ said }) => said)],
    ["年份", understood.years],
    ["数额", understood.quantities.map(({ said, bound }) => (bound ? `${said}（${BOUND[bound]}）` : said))],
    ["没有收录的文件", understood.foreignDocuments],
  ];
  return lines.filter(([, details]) => details.length > 0).map(([name, details]) => ({ name, detail: [...new Set(details)].join("、") }));
}
