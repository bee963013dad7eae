import type { RuleSet } from "../../../ingest/index.js";
import type { ReadFact } from "../../eligibility/read-facts.js";
import type { Understanding } from "../../understanding/understanding.js";

/** Whoever asks speaks of himself, or of those he asks for. */
const ONESELF = /我们|我司|我公司|我厂|我单位|本公司|本厂|本单位|咱|俺|我(是|在|家|这|想|个人|有|开|帮|替|代|一个|单位|司|厂)|让我(来)?问|帮.{0,6}(问|打听)|他们?(那边|家|厂|那)|公司想|想自己/;
/** Whether one may apply or qualifies. */
const ASKS_WHETHER =
  /(能不能|能否|可不可以|可否|是否可以|可以|能够|能|行不行|够不够|想|要)[^,，。?？]{0,16}(申报|申请|报(?!销|告|表|道|复|考|纸|价|警|多少)|参评|评上|评得上)|够(不够)?(格|条件|资格|得上|标准|吗|不)|(有|具备)(没有)?资格|(符合|满足|达到)(不)?[^,，。什哪]{0,8}(条件|要求|标准)|条件(够|行|符合)|能(报|评|成|申报)(不|吗|么|嘛)|(申报|报).{0,12}(行吗|行不行|行不|可以吗|可以不|成不|合适吗|影不影响|要紧不|有戏吗)|卡不卡|影不影响/;
/** The self-assessment itself is asked for, with nothing told yet: 我要做自测, 帮我测一下能不能申报. */
const ASKS_FOR_IT = /^[^不别没]{0,8}自测(一下|一次)?[吧呢吗]?$|(帮|给|替|让)(我|咱|俺)们?[^,，。]{0,4}(测|对照|判断|评估)(一下|一测|下|看看|看)?[^,，。]{0,10}(申报|条件|资格|够|能不能|符合)/;
/** What the rules say, and not whether they fit whoever asks. */
const ASKS_RULE =
  /(什么|哪些|啥|哪几)(样)?(的)?(条件|要求|门槛|资格|材料|资料|手续|政策|支持|好处|方向|领域)|条件(是|有)?(什么|哪些|啥)|(怎么|怎样|如何|咋|咋个)(申报|申请|报|办|走|弄|评|认定|参与|准备)|流程|程序(?!员|设计)|步骤|找谁|找哪|去哪|向谁|交(给|到)(谁|哪)|哪个部门|多少(钱|家|个|万)|好多钱|多久|几年|什么时候|啥时候|几月|哪天|区别|什么意思|是指|有没有(钱|奖|补)|奖励|补贴|补助|资金|贷款|申请(到|点)?(钱|资金|项目)|哪个(方向|赛道|领域|集群)|什么称号/;
/** That one means to apply. */
const MEANS_TO = /(想|打算|准备|拟|计划|要|代表)[^,，。?？]{0,18}(申报|报(?!告|销|表|名费|道|复)|参评|争)|(作为|当|做)申报(的)?(主体|单位)|以[^,，。?？]{1,14}(来|去)?(申报|报(?!销|告))|名(义|字|头)[^,，。?？]{0,10}(报|申)|(报|申报)[^,，。?？]{0,10}(可以|行|成|能)(吗|不|么|这么弄)/;
/** Any other question. */
const ASKS_ELSE = /什么|啥|哪|谁|怎么|怎样|如何|咋|多少|多久|几(年|天|个月)|属不属于|算不算|在不在|有没有/;
const SPEAKS_OF_APPLYING = /申报|集群|促进(会|中心|组织)|报上去|报不|能报/;
/** Up to this a question is a question, and asks one thing; beyond it a situation is told. */
const SHORT = 40;
/** Facts that make a situation; so many of them outweigh what is asked by the way. */
const TOLD = 3;
const MUCH_TOLD = 6;

/**
 * Whether a turn begins a self-assessment: whoever asks speaks of himself and asks whether he may apply, or tells enough of a
 * situation. A question of what the rules say is none, though it may begin with who asks.
 * @param read what of it was read as facts
 */
export function beginsInterview(understanding: Understanding, read: readonly ReadFact[], { facts, document }: RuleSet): boolean {
  if (asksOtherwise(understanding, document)) return false;
  const { question } = understanding;
  const wholes = read.filter(({ id }) => facts.some((fact) => fact.id === id && !("of" in fact && fact.of !== null)));
  const tells = wholes.length >= TOLD && wholes.some(({ id }) => TELLS_WHO.has(id)) && SPEAKS_OF_APPLYING.test(question);
  if (ASKS_RULE.test(askedIn(question))) return tells && wholes.length >= MUCH_TOLD;
  return ASKS_FOR_IT.test(question) || asksOfOneself(question, wholes.length) || (tells && question.length > SHORT && isSituation(question, wholes.length));
}

/** Of another document, for a paper or a comparison, or of a provision by its number. */
function asksOtherwise({ question, conduct, references, intent, documentIds }: Understanding, document: string): boolean {
  const isOfAnother = documentIds.length > 0 && !documentIds.includes(document);
  return isOfAnother || conduct === "attack" || intent === "writing" || intent === "comparison" || (references.length > 0 && question.length <= SHORT);
}

/** Whoever speaks of himself asks whether he may apply. @param told how many facts he tells with it */
function asksOfOneself(question: string, told: number): boolean {
  const isShort = question.length <= SHORT;
  if (!asksWhether(question) || (isShort && ASKS_ELSE.test(question.replace(ASKS_WHETHER, "")))) return false;
  const ofOneself = ONESELF.test(question) || (!isShort && told > 1);
  return ofOneself && (SPEAKS_OF_APPLYING.test(question) || told > 0);
}

function isSituation(question: string, told: number): boolean {
  return asksWhether(question) || told >= MUCH_TOLD || !ASKS_ELSE.test(askedIn(question));
}

function asksWhether(question: string): boolean {
  return ASKS_WHETHER.test(question) || MEANS_TO.test(question);
}

/** The sentences that ask, and the last one: the mark at the end of a question is folded away. */
function askedIn(question: string): string {
  const sentences = question.split(/(?<=[。!?;\n])/).filter((sentence) => sentence.trim() !== "");
  return sentences.filter((sentence, i) => sentence.endsWith("?") || i === sentences.length - 1).join("");
}

const TELLS_WHO: ReadonlySet<string> = new Set(["applicant_kind", "organisation_kind", "legal_person", "founders"]);

/** Words that name the plan of another province. */
const PROGRAMMES: readonly [string, RegExp][] = [
  ["js-leading", /百企引航/],
  ["js-growing", /千企升级|小巨人企业培育库/],
];
const BODY = /促进|协会|学会|研究院|研发机构/;

/** The rule set that a turn is about: a programme that it names, the province that it alone speaks of, else the first with steps to apply by. */
export function rulesFor({ question, regions, documentIds }: Understanding, rules: readonly RuleSet[]): RuleSet | null {
  const programme = PROGRAMMES.find(([, words]) => words.test(question))?.[0];
  const named = rules.find(({ id, document }) => (programme === undefined ? documentIds.includes(document) : id === programme));
  if (named) return named;
  const usual = rules.find(({ steps }) => steps.length > 0) ?? null;
  const [region] = regions;
  if (regions.length !== 1 || region === usual?.region || /你们|贵省/.test(question)) return usual;
  const own = rules.find((one) => one.region === region);
  return own && BODY.test(question) && own.facts.some(({ id }) => id === "organisation_kind") ? own : usual;
}
