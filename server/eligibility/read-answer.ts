import { foldText, type Choice, type FactDefinition } from "../../ingest/index.js";
import type { FactValue } from "./facts.js";
import { isReserved } from "./reading/cues.js";

/** An answer to one question: a value, or null for 不清楚. */
export interface ReadAnswer {
  value: FactValue | null;
}

const SKIPS = /^(跳过|下一(个|题)|过|pass|略|不清楚|不知道|不晓得|不确定|说不准|没统计|没查过|没打听)/i;
const YES = /^(是|对|有|具备|符合|满足|达到|达标|够|强|高|好|完整|丰富|嗯|没错|没问题|当然|可以|已经|都(有|是|好|行)|属于|算|出过|发生过|登记了|联合|合理|确实|肯定|yes|y$|√)/i;
const NO = /^(不(?!错|清|知|晓|确|好说)|没(?!错|问题|统计|查|打听)|没有|否|无|未|从没|一(个|家|起)(都|也)?没|弱|差|no$|n$|×)/i;
/** Longer than this is a story: its facts are read, and it is no plain answer. */
const LONGEST = 30;

/** What a turn says to the question that was asked; null where it does not answer it. */
export function readAnswer(text: string, fact: FactDefinition): ReadAnswer | null {
  const said = text.trim();
  if (said === "") return null;
  if (SKIPS.test(said)) return { value: null };
  if (fact.type === "choice") return choiceAnswer(said, fact.choices);
  if (fact.type === "choices") return choicesAnswer(said, fact.choices);
  if (fact.type === "number") return numberAnswer(said, fact);
  if (fact.type === "incidents") return null;
  if (isReserved(said) && said.length <= LONGEST) return { value: null };
  const first = said.split(/[,，。;；]/)[0]!;
  if (NO.test(first)) return { value: false };
  return YES.test(first) && !/[?？]/.test(said) ? { value: true } : null;
}

function choiceAnswer(said: string, choices: readonly Choice[]): ReadAnswer | null {
  if (said.length > LONGEST) return null;
  const [first] = choicesIn(said, choices);
  if (first) return { value: first };
  return isReserved(said) ? { value: null } : null;
}

function choicesAnswer(said: string, choices: readonly Choice[]): ReadAnswer | null {
  const ticked = labelsIn(said, choices);
  if (ticked.length > 0) return { value: ticked };
  if (said.length > LONGEST) return null;
  const found = choicesIn(said, choices);
  if (found.length > 0) return { value: found };
  return isReserved(said) ? { value: null } : null;
}

/** What a list of boxes sends: labels and nothing else, however long; empty where anything else is said. */
function labelsIn(said: string, choices: readonly Choice[]): string[] {
  let rest = foldText(said);
  const found = [...choices].sort((a, b) => b.label.length - a.label.length).filter(({ label }) => {
    const before = rest;
    rest = rest.replace(foldText(label), "");
    return rest !== before;
  });
  return /^[、,;\s]*$/.test(rest) ? found.map(({ value }) => value) : [];
}

/** By label, by number in the list, or by how people call it, longest words first. */
function choicesIn(said: string, choices: readonly Choice[]): string[] {
  const numbered = /^[1-9]$/.test(said) ? choices[Number(said) - 1] : undefined;
  if (numbered) return [numbered.value];
  const exact = choices.filter(({ label, value }) => said === label || said === value || label.startsWith(said) || said.includes(label));
  if (exact.length > 0) return exact.map(({ value }) => value);
  const words = choices.flatMap(({ value, words: names }) => [value, ...names].map((word) => ({ value, word }))).sort((a, b) => b.word.length - a.word.length);
  let rest = said;
  const found: string[] = [];
  for (const { value, word } of words) {
    if (!rest.includes(word)) continue;
    rest = rest.replaceAll(word, " ");
    found.push(value);
  }
  return [...new Set(found)];
}

function numberAnswer(said: string, { least, most }: Extract<FactDefinition, { type: "number" }>): ReadAnswer | null {
  const number = Number(/\d+/.exec(said)?.[0]);
  return number >= least && number <= most ? { value: number } : null;
}
