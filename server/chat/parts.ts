import { intentOf, signalsOf, wantsOf } from "../understanding/intent.js";
import type { Understanding } from "../understanding/understanding.js";

/** What makes a piece of a sentence a question of its own. */
const ASKS = /哪|谁|什么|啥|多久|几(?!家企业|家公司)|多少|多大|多长|怎么|怎样|咋|如何|何时|何种|为何|有没有|能不能|能否|可不可以|要不要|是否|吗/;
/** 对吧, 是真的吗: they ask whether what stands before is so. */
const CONFIRMS = /^(这)?(是)?(真的|对|不对|对不对|没错|可以|行|好|是不是|是|属实)(的)?(吗|么|吧|呢)?$/;
/** A piece of a sentence and what parts it from the next. */
const PIECE = /(.*?)([、，,；;？?。！!\n]|以及|还有|(?<=.{3})[和并]|$)/gs;
const SHORTEST = 3;
const MOST_PARTS = 3;
/**
 * Things named in one breath, and what is asked of each: with 分别 anything (复核和公示分别怎么做), without it a time or a number
 * (复核周期和公示时间是多久). What stands before a comma is no such thing, and belongs to each.
 */
const OF_EACH = /^(.*[,，;；:：。]|)([^,，;；:：。]{2,}?)(?:(?:分别|各自|各(?=[是为要需占多几]|有(?![关类种个])))(.*)|([是为要需](?:多少|几[个家天年项]).*|[是为要需]?(?:多久|多长时间|几天|什么时候|何时).*))$/;
/** Not those inside a word or a bureau's name; 跟 is said of partners. */
const JOINS = /以及|、|(?<![中饱共])和(?![谐平解]|信息化|改革|城乡|社会保障|旅游|自然)|(?<!参)与(?!会)|(?<![涉普以提])及(?![时其格])/;
/** What the sentence as a whole counts in the search for one of its things: 近期 of 近期和远期目标. */
const WHOLE_WEIGHT = 0.2;

/** Words of a comparison that name no aspect of it. */
const COMPARING = /对比(一下)?|比较(一下)?|相比|有?(什么|哪些|何|啥)?(区别|差别|差异|不同|异同|不一样|一样)(的?地方|之处)?[吗么]?|各自?|分别|(是|有)?(什么|哪些|怎么|啥)(规定|样)?(的)?|的(?=[和与、]|$)|在|方面|上(?=有)|[？?。，,]/g;

/**
 * The questions that one sentence asks, each as an understanding of its own that leans on the whole: 由谁解释、何时实施 are
 * two. Empty where it asks one.
 */
export function partsOf(understanding: Understanding): Understanding[] {
  const { question, regions, documentIds, context, carried } = understanding;
  const sideBySide = Math.max(regions.length, documentIds.length) > 1;
  const asked = askedIn(understanding, sideBySide);
  if (asked.length < 2) return [];
  return asked.slice(0, MOST_PARTS).map((part, i) => {
    const signals = signalsOf(part);
    return {
      ...understanding,
      question: part,
      // The first says what the sentence speaks of; those after it lean on it.
      context: i === 0 && !sideBySide ? context : [question, ...context],
      carried: question.includes(part) ? carried : [...carried, { text: question, weight: WHOLE_WEIGHT }],
      intent: intentOf(signals),
      wants: wantsOf(signals),
      references: [],
    };
  });
}

/** @param sideBySide several regions or documents are told of: what the question joins may be these */
function askedIn(understanding: Understanding, sideBySide: boolean): string[] {
  const { question, intent } = understanding;
  if (!sideBySide) return questionsIn(question).flatMap(ofEach);
  return intent === "comparison" ? aspectsOf(understanding) : questionsIn(question);
}

/** The sentence cut where a new question begins; what asks nothing stays with the question after it. */
function questionsIn(question: string): string[] {
  const questions: string[] = [];
  let waiting = "";
  for (const [, piece = "", end = ""] of question.matchAll(PIECE)) {
    const text = piece.trim();
    const asks = ASKS.test(text) && !CONFIRMS.test(text) && text.length >= SHORTEST;
    if (asks) questions.push(waiting + text);
    waiting = asks ? "" : waiting + (text === "" ? "" : text + end);
  }
  return questions;
}

/** One question for each thing that it is asked of: 复核周期是多久, 公示时间是多久. The question itself where it is asked of one, or of too many. */
function ofEach(question: string): string[] {
  const [, before = "", things = "", ofAnything, valueOnly] = OF_EACH.exec(question) ?? [];
  const asked = ofAnything ?? valueOnly ?? "";
  const each = things.split(JOINS).filter((thing) => thing.length >= 2);
  if (each.length < 2 || each.length > MOST_PARTS || !ASKS.test(asked)) return [question];
  const shared = /(?<=.{2})的.+$/.exec(each.at(-1)!)?.[0] ?? "";
  return each.map((thing) => `${before}${thing}${thing.includes("的") ? "" : shared}${asked}`);
}

/** What is compared: 贵州和江苏的人才政策与用地保障有什么不同 -> 人才政策, 用地保障. */
export function aspectsOf({ question, places }: Understanding): string[] {
  const bare = places.reduce((text, { name }) => text.replaceAll(`${name}省`, "").replaceAll(name, ""), question);
  return bare
    .replace(COMPARING, "")
    .split(/[和与跟、]|以及/)
    .map((aspect) => aspect.replace(/^的|的$/g, "").trim())
    .filter((aspect) => aspect.length >= 2);
}
