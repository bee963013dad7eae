import type { Choice, RuleSet } from "../../../ingest/index.js";
import type { Clause } from "./clauses.js";
import { isUnsure } from "./cues.js";

/** A choice that was told, with the words that told it. */
export interface ToldChoice {
  value: string;
  said: string;
}

/** 以…的名义, 用…的公章: whoever is named there applies, whoever else speaks. */
const IN_NAME_OF = /(?<!不|别|不能|没法|不想|不愿)(?:以|用|拿|打着|借)([^,，。;；?!]{1,20}?)(?:自己)?的?(?:名义|名字|名头|身份|公章|牌子)/g;
const SAYS_WHO = /(我|我们|咱|咱们|俺|俺们|本人|这边|这里)(单位|这边|这里|那边|家)?(是|系|代表|属于|叫|隶属)/;
const NOT_THERE = /没有?(人|谁|成立|建|哪|一家|愿意|这样|专门)|还没|尚未|没成立|没建|未成立|没有.{0,6}(促进|组织|协会)|一直没|现在没有|打算成立|准备成立|想成立|正在筹|筹备|筹建|打算|计划成立/;
/** What is asked of the application and not of who applies; and 啥发展会, a name half remembered. */
const ASIDE = /(行不行|够不够|能不能|可不可以|算不算)|(什么|啥)(?=发展|促进|协)/g;
const EITHER_OR = /还是/;
/** 有家厂, 集群里一家企业: others than whoever speaks. */
const OTHERS = /(有(一)?家|有个|某家?|其中|里头|里面|集群(里|内)|成员|会员|旗下|隔壁)[^,，。]{0,8}(厂|企业|公司)/;
/** What the rules ask for. */
const OF_THE_RULES = /办法|规定|文件|条件里|第.{1,3}条|(必须|只能|只许|要求|说要)[^,，。]{0,4}促进/;
/** What whoever speaks was before. */
const ONCE = /之前|以前(?!.*名义)|原先|原来(是|在)|从前|曾经?|过去在|早年|退休前|从[^,，。]{1,10}(转|调|过来)/;
const FIRST_PERSON = /我|咱|俺|本(公司|厂|企业|单位)/;
const FOUNDED = /发起|牵头成立|一起办|合办|办的|创办|组建|共建|联合成立|共同成立|出资成立|成立的/;
/** Guidance by government is no founding. */
const GUIDED = /(政府|市里|区里|县里|省里|州里|管委会|工信局)[^,，、和]{0,4}(引导|支持|牵(的|了)?线|牵头引导|指导|推动|搭|倡导|鼓励|批准|同意)/g;

/** Who applies: by the name in which, else by the first who speaks of himself; null where that is not told. */
export function applicantIn(text: string, clauses: readonly Clause[], choices: readonly Choice[]): ToldChoice | null {
  for (const [said, holder] of text.matchAll(IN_NAME_OF)) {
    const named = kindsIn(holder!, choices);
    if (named.length > 0) return { value: named[named.length - 1]!.value, said };
  }
  for (const clause of clauses) {
    const named = isOfAnother(clause.text) ? [] : kindsIn(clause.text, choices);
    // The last of a noun phrase says what it is: 由龙头企业发起的促进会.
    const told = SAYS_WHO.test(clause.text) ? named[named.length - 1] : named[0];
    if (told) return { value: told.value, said: clause.text };
  }
  return null;
}

/** A clause that does not say who applies: it asks, leaves two open, speaks of a body that is not there, or of somebody else. */
function isOfAnother(text: string): boolean {
  return isUnsure(text.replace(ASIDE, "")) || ONCE.test(text) || OF_THE_RULES.test(text) || EITHER_OR.test(text) || NOT_THERE.test(text) || (OTHERS.test(text) && !FIRST_PERSON.test(text));
}

/** The kinds that a text names, in its order, longest words first. */
function kindsIn(text: string, choices: readonly Choice[]): { value: string; at: number }[] {
  let rest = text;
  const words = choices.flatMap(({ value, words: names }) => names.map((word) => ({ value, word }))).sort((a, b) => b.word.length - a.word.length);
  const found: { value: string; at: number }[] = [];
  for (const { value, word } of words) {
    for (let at = rest.indexOf(word); at >= 0; at = rest.indexOf(word)) {
      found.push({ value, at });
      rest = rest.slice(0, at) + "□".repeat(word.length) + rest.slice(at + word.length);
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** By whom the body was founded, where a clause says so. */
export function foundersIn(clauses: readonly Clause[], rules: RuleSet): { values: string[]; said: string } | null {
  const fact = rules.facts.find(({ id }) => id === "founders");
  if (fact?.type !== "choices") return null;
  for (const { text, asks } of clauses) {
    if (!FOUNDED.test(text) || asks || isUnsure(text)) continue;
    const named = kindsIn(text.replace(GUIDED, ""), fact.choices);
    if (named.length > 0) return { values: [...new Set(named.map(({ value }) => value))], said: text };
  }
  return null;
}
