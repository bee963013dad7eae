import type { Evidence } from "../retrieval/evidence.js";

const MOST = 3;
/** Questions that read well from anyone's mouth: not too long, no first person. */
const READS_WELL = /^[^我俺咱]{6,22}[？?]$/;

/** Further questions: what people ask of the provisions that came next, reviewed in `asked-as.yaml`. */
export function suggestionsFrom(evidence: readonly Evidence[], asked: string): string[] {
  const suggestions: string[] = [];
  for (const { passage } of evidence) {
    const question = passage.askedAs.find((candidate) => READS_WELL.test(candidate) && candidate !== asked && !suggestions.includes(candidate));
    if (question) suggestions.push(question);
    if (suggestions.length === MOST) break;
  }
  return suggestions;
}
