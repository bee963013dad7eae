import { findQuantities, type Passage, type QuantityKind } from "../../ingest/index.js";
import type { Understanding, WantedValue } from "../understanding/understanding.js";
import type { Explanation } from "./evidence.js";

/** What kinds of question a passage can answer, by what stands in it and above it; found once a snapshot. */
export interface PassageTraits {
  defines: boolean;
  figures: ReadonlySet<QuantityKind>;
  /** A body is the subject of a duty: 省工业和信息化厅负责……. */
  bodyActs: boolean;
  eligibility: boolean;
  procedure: boolean;
  funding: boolean;
}

const DEFINES = /所称|是指|指的是/;
const BODY = "(厅|局|委员?会?|部门|政府|领导小组|办公室|办|促进组织|促进机构|协会|机构|市（州）|地区)";
const BODY_ACTS = new RegExp(`${BODY}[^，。；]{0,16}(负责|牵头|统筹|承担|应当?|组织|会同|审核|制定|推荐|实行|受理)|由[^，。；]{2,20}${BODY}[^，。；]{0,6}(负责|牵头|组织|解释)|^[^，。；]{0,20}建设领导小组`, "m");
const ELIGIBILITY = { under: /条件|资格/, says: /申报主体|基本条件|应(当)?同时满足|符合[^，。]{0,8}条件的/ };
const PROCEDURE = { under: /程序|流程/, says: /提交申报材料|受理、初审|组织评审|公示[^，。]{0,4}工作日/ };
const FUNDING = { under: /资金|财政|金融|政策扶持|政策支持/, says: /专项资金|奖补|补助|贴息|投资基金|配套资金|贷款/ };

export function traitsOf({ document, provision }: Passage): PassageTraits {
  const text = document.text.slice(provision.start, provision.end);
  const above = [...provision.path, provision.heading ?? ""].join("\n");
  const isOf = ({ under, says }: { under: RegExp; says: RegExp }): boolean => under.test(above) || says.test(text);
  return {
    defines: DEFINES.test(text),
    figures: new Set(findQuantities(text).map(({ kind }) => kind)),
    bodyActs: BODY_ACTS.test(text),
    eligibility: isOf(ELIGIBILITY),
    procedure: isOf(PROCEDURE),
    funding: isOf(FUNDING),
  };
}

/** How much it counts that a passage is of the kind asked for, beside a best score of about 1. */
export const BONUS = { definition: 0.3, eligibility: 0.1, procedure: 0.15, funding: 0, body: 0, figure: 0, place: 0.2 };

const FIGURES: Partial<Record<WantedValue, readonly QuantityKind[]>> = {
  money: ["money"],
  percent: ["percent"],
  date: ["date", "year"],
  duration: ["duration"],
  count: ["count"],
};

/** What a passage gains where it is of the kind that the question asks for: a named part each. */
export function kindAdjustments({ document, provision }: Passage, traits: PassageTraits, { intent, wants, placesWithin }: Understanding): Explanation[] {
  const parts: Explanation[] = [];
  const add = (fits: boolean, name: string, score: number, detail: string): void => {
    if (fits) parts.push({ name, score, detail });
  };
  add(intent === "definition" && traits.defines, "定义条款", BONUS.definition, "问的是定义");
  add(intent === "eligibility" && traits.eligibility, "条件条款", BONUS.eligibility, "问的是能不能申报");
  add(intent === "procedure" && traits.procedure, "程序条款", BONUS.procedure, "问的是怎么办");
  add(intent === "funding" && traits.funding, "资金条款", BONUS.funding, "问的是资金");
  add((intent === "duty" || wants.includes("who")) && traits.bodyActs, "职责条款", BONUS.body, "问的是由谁");
  const kinds = wants.flatMap((want) => FIGURES[want] ?? []);
  add(kinds.some((kind) => traits.figures.has(kind)), "含所问的数", BONUS.figure, "问的是数额、时间或数量");
  if (placesWithin.length > 0) {
    const text = document.text.slice(provision.start, provision.end);
    const named = placesWithin.filter(({ stem }) => text.includes(stem)).map(({ stem }) => stem);
    add(named.length > 0, "提到所问的地方", BONUS.place, named.join("、"));
  }
  return parts;
}
