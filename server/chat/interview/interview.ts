import type { RuleSet, Snapshot } from "../../../ingest/index.js";
import { findRules, judge, type Judgement } from "../../eligibility/judge.js";
import { nextQuestion } from "../../eligibility/next-question.js";
import { readAnswer } from "../../eligibility/read-answer.js";
import { readFacts, type ReadFact } from "../../eligibility/read-facts.js";
import type { Understanding } from "../../understanding/understanding.js";
import { beginsInterview, rulesFor } from "./begins.js";
import { newInterview, withFacts, type InterviewState } from "./state.js";

/** A turn of a self-assessment: what is known after it, and how it stands. */
export interface InterviewTurn {
  state: InterviewState;
  /** Null where it is only left. */
  judgement: Judgement | null;
  /** What this turn told. */
  read: readonly ReadFact[];
  /** The question that it began with: what else it asks is answered too. */
  begins?: boolean;
}

const LEAVES = /^(我)?(先|暂时)?(问|说|聊)(点|个)?(别的|其他)|先不(测|做)|(不|不用|不想|不要|别)再?(自?测|做)(了|$)|退出(自测)?$|结束自测|停止自测|^算了$/;
const RESUMES = /(接着|继续|回到|恢复)(刚才的?|上次的?)?(做)?(自测|测)|^(接着来|继续)$/;
const RESTARTS = /(重新|从头)(开始)?(自测|测|来)/;
const ASKS = /[?？]|什么|啥|哪|怎么|怎样|如何|多少|谁|多久|几(年|天|月)|吗$|呢$|第.{1,4}条/;

/**
 * The turn as one of a self-assessment: it begins one, answers its question, leaves it or takes it up again. Null where it is
 * about something else.
 * @param before the self-assessment of the conversation as it stands
 * @param asOf ISO day by which 近三年 is told
 */
export function interviewTurn(understanding: Understanding, before: InterviewState | null, snapshot: Snapshot, asOf: string): InterviewTurn | null {
  const known = before && findRules(snapshot.rules, before.ruleSetId);
  if (before && known) {
    const { question } = understanding;
    if (before.open && LEAVES.test(question)) return { state: { ...before, open: false }, judgement: null, read: [] };
    if (RESTARTS.test(question)) return judged(newInterview(known), [], known, asOf);
    if (RESUMES.test(question)) return judged({ ...before, open: true }, [], known, asOf);
    const answered = before.open ? answeredTurn(understanding, before, known, asOf) : null;
    if (answered) return answered;
  }
  const rules = rulesFor(understanding, snapshot.rules);
  if (!rules) return null;
  const read = readIn(understanding, rules, asOf);
  return beginsInterview(understanding, read, rules) ? { ...judged(withFacts(newInterview(rules), read, rules, asOf), read, rules, asOf), begins: true } : null;
}

/** The state as the next turn remembers it: where this one was about something else, the self-assessment waits. */
export function stateAfter(turn: InterviewTurn | null, before: InterviewState | null): InterviewState | null {
  return turn?.state ?? (before && { ...before, open: false });
}

function readIn({ question, places }: Understanding, rules: RuleSet, asOf: string): ReadFact[] {
  return readFacts({ text: question, places, asOf }, rules);
}

function answeredTurn(understanding: Understanding, before: InterviewState, rules: RuleSet, asOf: string): InterviewTurn | null {
  const { question } = understanding;
  const asked = rules.facts.find(({ id }) => id === before.asked);
  const told = readIn(understanding, rules, asOf).filter((fact) => changes(fact, before, rules, question));
  const answer = asked && !told.some(({ id }) => id === asked.id) ? readAnswer(question, asked) : null;
  const answersAsked = answer !== null || told.some(({ id }) => id === before.asked);
  if (!answersAsked && (told.length === 0 || ASKS.test(question))) return null;
  const read = answer === null || answer.value === null ? told : [...told, { id: asked!.id, value: answer.value, said: question }];
  const state = withFacts(before, read, rules, asOf);
  const declined = answer?.value === null ? [...state.declined, asked!.id] : state.declined;
  return judged({ ...state, declined }, read, rules, asOf);
}

/** 不对, 其实是, 以…的名义: what was told before is told anew. */
const CORRECTS = /不对|不是|更正|纠正|其实|应该是|(说|写|记|搞|弄)(错|混|反)|改(成|为|一下)|名义|(我|我们|咱们)(这边)?是/;

/** A choice that was made holds until it is put right: 有家厂爆炸 does not make an enterprise of whoever tells it. */
function changes({ id }: ReadFact, { facts, asked }: InterviewState, rules: RuleSet, question: string): boolean {
  const isChoice = rules.facts.some((fact) => fact.id === id && "choices" in fact);
  return !isChoice || facts[id] === undefined || id === asked || CORRECTS.test(question);
}

function judged(state: InterviewState, read: readonly ReadFact[], rules: RuleSet, asOf: string): InterviewTurn {
  const judgement = judge({ rules, facts: state.facts, asOf });
  const asked = nextQuestion(judgement, state.declined)?.id ?? null;
  return { state: { ...state, asked }, judgement, read };
}
