import type { PolicyDocument } from "../../../ingest/index.js";
import { clausesOf, intentOf, signalsOf, wantsOf } from "../../understanding/intent.js";
import type { Chosen } from "../chosen.js";
import type { Found } from "../found.js";
import type { Check } from "./check.js";

/**
 * Steps of a procedure, as official texts call them, where they are what is asked about: 通过评审的集群 is not. A person's own words
 * for a step may stand nowhere and be answered all the same.
 */
const STEP = /(?<!通过|没过|未过|经过?)(初审|复审|评审|答辩|核查|公示|复核|撤销|验收)(?!通过|合格|结果|[过后]|之后|以后)/g;
const ASKS_HOW = /怎么|怎样|如何|谁|多久|多长|几[天年个次]|什么时候|何时|流程|程序|周期|期限/;
const MOST_NAMED = 2;

/**
 * What is asked about the steps of a procedure in a region or document that does not write of them, where others do: 江苏复核几年
 * 一次, and only 贵州 has reviews. Null where the question asks something else as well, of which gaps.ts then tells the rest.
 */
export const writtenElsewhere: Check = (turn) => {
  const missing = stepsElsewhere(turn);
  const isAll = missing.length > 0 && missing.every((steps) => steps.length > 0);
  return isAll ? { reason: "written_elsewhere", missing: told(turn, missing.flat()) } : null;
};

/** The steps that a part of the question asks about and its region or document does not write of, in a sentence; else empty. */
export function elsewhereIn(found: Found, chosen: Chosen): string {
  const steps = stepsElsewhere({ ...found, chosen }).flat();
  return steps.length > 0 ? `${told(found, steps)}。` : "";
}

/** Of each question that the sentence asks, the steps that its one region or document does not write of and others do. */
function stepsElsewhere(turn: Found & { chosen: Chosen }): string[][] {
  const { understanding: { regions, documentIds }, retrieved: { exact, scopes, query }, snapshot: { documents } } = turn;
  const [scope, ...more] = scopes;
  if (exact.length > 0 || !scope || more.length > 0 || regions.length + documentIds.length === 0) return [];
  const here = [...new Set(scope.evidence.map(({ passage }) => passage.document))];
  const isReworded = (step: string): boolean => query.rewordings.some(({ said, means }) => said.includes(step) && means.some((words) => isIn(here, words)));
  const isElsewhere = (step: string): boolean => !isIn(here, step) && !isReworded(step) && holding(step, documents).length > 0;
  return questionsOf(turn).map((question) => stepsIn(question).filter(isElsewhere));
}

/** The questions that the sentence asks; a turn that names only a place or a document asks the one before again. */
function questionsOf({ understanding: { question, whole }, chosen }: Found & { chosen: Chosen }): string[] {
  const asked = [...new Set(chosen.blocks.map((block) => block.asked))];
  const signals = signalsOf(question);
  const asksItself = asked.length > 1 || ASKS_HOW.test(question) || wantsOf(signals).length > 0 || intentOf(signals) !== "other";
  return asksItself ? asked : [whole];
}

function stepsIn(question: string): string[] {
  return [...new Set(clausesOf(question).filter((clause) => ASKS_HOW.test(clause)).flatMap((clause) => clause.match(STEP) ?? []))];
}

function isIn(documents: readonly PolicyDocument[], words: string): boolean {
  return documents.some(({ text }) => text.includes(words));
}

/** The documents of rules that write of it. */
function holding(step: string, documents: Found["snapshot"]["documents"]): PolicyDocument[] {
  return [...documents.values()].filter(({ meta, text }) => meta.region !== null && meta.status !== "non_normative" && text.includes(step));
}

function told({ understanding: { documentIds }, retrieved: { scopes }, snapshot: { documents } }: Found, steps: readonly string[]): string {
  const here = scopes[0]!.scope;
  const holders = holding(steps[0]!, documents).map(({ meta }) => (documentIds.length > 0 ? `《${meta.title}》` : `${meta.region!}的文件`));
  const where = [...new Set(holders)].slice(0, MOST_NAMED).join("、");
  return `${documentIds.length > 0 ? `《${here}》` : `${here}的文件`}没有写到“${[...new Set(steps)].join("、")}”，写到的是${where}`;
}
