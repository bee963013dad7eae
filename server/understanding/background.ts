import { signalsOf } from "./intent.js";
import type { Intent } from "./understanding.js";

/** Who asks, as people put it before their question: 我们是一家做磷酸铁锂正极的厂. What happened to them is none of it: it may be the point. */
const WHO_ASKS = /^(我|我们|咱|咱们|俺|本|自己|家里|老板|朋友)?.{0,4}((是|有|开|办)了?(一?家|一?个|间|做|搞|干|生产)|做.{1,14}的|从事|主营|主要(做|生产)|(是|属于)(小微|中小|民营|外资|国有|上市)?(企业|公司|厂))/;
/** Questions whose answer does not depend on the trade of who asks. Of which field or cluster it is does. */
const FOR_ALL: ReadonlySet<Intent> = new Set<Intent>(["eligibility", "procedure", "duty", "funding", "number"]);

/** The clauses that only say who asks, where another clause holds the question. */
export function backgroundOf(question: string, intent: Intent): string[] {
  if (!FOR_ALL.has(intent)) return [];
  const clauses = question.split(/[,，。;；:：!！?？]/).filter((clause) => clause !== "");
  const background = clauses.filter((clause) => WHO_ASKS.test(clause) && signalsOf(clause).length === 0);
  return background.length < clauses.length ? background : [];
}

/** 身份证****, 我叫张三: tells who somebody is and asks nothing. Stars stand for what was masked at the entry. */
const TELLS_WHO = /\*{4}|^(我|本人)的?(叫|姓|名字|姓名)/;

/** The question without the clauses that give a name or a masked number away: their words (手机) would be searched for. */
export function withoutPersonal(question: string): string {
  const clauses = question.split(/(?<=[,，。;；!！?？])/);
  const asks = (clause: string): boolean => signalsOf(clause).some(({ tells }) => tells !== "contact");
  const kept = clauses.filter((clause) => !TELLS_WHO.test(clause) || asks(clause));
  return kept.length === 0 || kept.length === clauses.length ? question : kept.join("");
}
