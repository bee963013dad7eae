import type { Passage } from "../../ingest/index.js";
import type { Intent, Understanding } from "../understanding/understanding.js";
import type { Explanation } from "./evidence.js";

/** What kinds of question a passage can answer, by what stands in it and above it; found once a snapshot. */
export interface PassageTraits {
  defines: boolean;
  eligibility: boolean;
  procedure: boolean;
}

const DEFINES = /所称|是指|指的是/;
const ELIGIBILITY = { under: /条件|资格/, says: /申报主体|基本条件|应(当)?同时满足|符合[^，。]{0,8}条件的/ };
const PROCEDURE = { under: /程序|流程/, says: /提交申报材料|受理、初审|组织评审|公示[^，。]{0,4}工作日/ };

export function traitsOf({ document, provision }: Passage): PassageTraits {
  const text = document.text.slice(provision.start, provision.end);
  const above = [...provision.path, provision.heading ?? ""].join("\n");
  const isOf = ({ under, says }: { under: RegExp; says: RegExp }): boolean => under.test(above) || says.test(text);
  return { defines: DEFINES.test(text), eligibility: isOf(ELIGIBILITY), procedure: isOf(PROCEDURE) };
}

/**
 * How much it counts that a passage is of the kind asked for, beside a best score of about 1. The like for figures, bodies
 * that act and money gained nothing (docs/retrieval.md).
 */
const BONUS = { definition: 0.3, eligibility: 0.1, procedure: 0.15, place: 0.15, placeSearched: 0.3 } as const;

/** Questions that ask what there is in a place, and not how something is done there. */
const SEARCHES_PLACE: ReadonlySet<Intent> = new Set<Intent>(["list", "number", "direction"]);

/** What a passage gains where it is of the kind that the question asks for, or names its city: a named part each. */
export function kindAdjustments({ document, provision }: Passage, traits: PassageTraits, { intent, placesWithin }: Understanding): Explanation[] {
  const text = document.text.slice(provision.start, provision.end);
  const named = placesWithin.filter(({ stem }) => text.includes(stem)).map(({ stem }) => stem);
  return [
    ...(intent === "definition" && traits.defines ? [{ name: "定义条款", score: BONUS.definition, detail: "问的是定义" }] : []),
    ...(intent === "eligibility" && traits.eligibility ? [{ name: "条件条款", score: BONUS.eligibility, detail: "问的是能不能申报" }] : []),
    ...(intent === "procedure" && traits.procedure ? [{ name: "程序条款", score: BONUS.procedure, detail: "问的是怎么办" }] : []),
    ...(named.length > 0 ? [{ name: "提到所问的地方", score: SEARCHES_PLACE.has(intent) ? BONUS.placeSearched : BONUS.place, detail: named.join("、") }] : []),
  ];
}
