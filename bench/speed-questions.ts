import { readQuestions } from "./beir.js";
import { sample, type PassageSource } from "./collection.js";
import { spread } from "./law-passages.js";
import { seededRandom } from "./seeded-random.js";

/** As long as lay questions usually are, in characters. */
const SPAN = 24;

/** Questions to measure speed with: of a BEIR dataset where one is given, else spans of the passages' own text. */
export async function speedQuestions(dataset: string | undefined, passages: PassageSource, wanted: number): Promise<{ questions: string[]; origin: string }> {
  if (dataset !== undefined) {
    const all = await readQuestions(dataset);
    return { questions: spread(all, wanted), origin: `${Math.min(wanted, all.length)} of the ${all.length} questions of the dataset` };
  }
  return { questions: madeQuestions(passages, wanted), origin: `${wanted} spans of ${SPAN} characters from the passages` };
}

/** One span a passage, at a place drawn from a fixed seed. */
export function madeQuestions(passages: PassageSource, wanted: number): string[] {
  const random = seededRandom(1);
  return [...sample(passages, wanted)].map(({ text }) => {
    const at = Math.floor(random() * Math.max(1, text.length - SPAN));
    return text.slice(at, at + SPAN);
  });
}
