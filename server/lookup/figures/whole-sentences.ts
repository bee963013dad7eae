import { isPassage, type PolicyDocument, type Provision } from "../../../ingest/index.js";
import { sentencesOf, type SentenceSpan } from "../../chat/sentences.js";

/** Full sentences of a provision: what stands before a semicolon goes with what stands behind it, as a year does. */
export function wholeSentences({ text }: PolicyDocument, { start, end }: Provision): SentenceSpan[] {
  const whole: SentenceSpan[] = [];
  for (const part of sentencesOf(text, start, end)) {
    const last = whole[whole.length - 1];
    if (last && text[last.end - 1] === "；") last.end = part.end;
    else whole.push({ ...part });
  }
  return whole;
}

/** What stands around the body sets nothing. */
const FURNITURE = new Set<Provision["kind"]>(["title", "edition", "docnum", "salutation", "signature", "cover"]);

/** The passages of a document's body. */
export function bodyOf({ provisions }: PolicyDocument): Provision[] {
  return provisions.filter((provision) => isPassage(provision) && !FURNITURE.has(provision.kind));
}
