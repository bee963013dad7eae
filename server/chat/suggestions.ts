import type { Passage } from "../../ingest/index.js";
import type { Evidence } from "../retrieval/evidence.js";
import { shareOfPairs } from "./pairs.js";

const MOST = 3;
/** Questions that read well from anyone's mouth: not too long, in one breath, no first person, nothing that leans on what was said before. */
const READS_WELL = /^(?![那这它]|还(?![款贷])|就(?![业近]))[^我俺咱\s/]{6,24}[？?]$/;

/**
 * Further questions: what people ask of the provisions that came next, reviewed in `asked-as.yaml`. Of those of one provision the one
 * nearest to its own words: who reads it alone must see what it is about.
 */
export function suggestionsFrom(evidence: readonly Evidence[], asked: string): string[] {
  const suggestions: string[] = [];
  for (const { passage } of evidence) {
    const question = plainest(passage, (candidate) => candidate !== asked && !suggestions.includes(candidate));
    if (question !== null) suggestions.push(question);
    if (suggestions.length === MOST) break;
  }
  return suggestions;
}

function plainest(passage: Passage, isNew: (question: string) => boolean): string | null {
  const { document, provision, askedAs } = passage;
  const text = document.text.slice(provision.start, provision.end);
  let best: { question: string; share: number } | null = null;
  for (const question of askedAs) {
    if (!READS_WELL.test(question) || !isNew(question)) continue;
    const share = shareOfPairs(question.slice(0, -1), text);
    if (share > (best?.share ?? -1)) best = { question, share };
  }
  return best?.question ?? null;
}
