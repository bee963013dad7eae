import type { Evidence } from "../../retrieval/evidence.js";
import { wholeSpan, type CitedSpan } from "../citations.js";
import type { Found } from "../found.js";
import { itemsOf } from "./list.js";

const ASKS_PROCESS = /流程|程序|步骤|手续|环节|(怎么|怎样|如何|咋)(个|去|来|才能)?(报|申报|申请|评|认定|办|走)|(哪|几)(几)?(步|道)/;
/** One step, or what comes after them: the provision that says it answers better than all of them. */
const ASKS_ONE_STEP = /复核|撤销|公示|初审|复审|答辩|评审|推荐|交|递|公布|结果|造假|异议|联合|跨|多久|几天|什么时候|啥时候|何时/;
const NAMES_PROCESS = /程序|流程|步骤/;

/** All steps of a procedure in order, where the whole of it is asked for and a document in scope has a part of that name. */
export function stepsIn({ understanding: { question, intent } }: Found, evidence: readonly Evidence[]): CitedSpan[] | null {
  if (intent !== "procedure" || !ASKS_PROCESS.test(question) || ASKS_ONE_STEP.test(question)) return null;
  for (const document of new Set(evidence.slice(0, DEPTH).map(({ passage }) => passage.document))) {
    const process = document.provisions.find((provision) => NAMES_PROCESS.test(provision.heading ?? "") && itemsOf(document, provision).length >= FEWEST_STEPS);
    if (process) return itemsOf(document, process).map((step) => wholeSpan(document, step));
  }
  return null;
}

const DEPTH = 5;
const FEWEST_STEPS = 3;
