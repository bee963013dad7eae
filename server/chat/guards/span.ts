import type { Citation } from "../../schemas/objects.js";
import type { Checked } from "./guard.js";

/** Span guard: the quote is the slice of the document's text at its address, to the character. */
export function spanGuard({ citations, documents }: Pick<Checked, "citations" | "documents">): string[] {
  return citations
    .filter((citation) => !isSlice(documents.get(citation.documentId)?.text, citation))
    .map(({ provisionId }) => `${provisionId} 的引文与原文不一致`);
}

/** The length is compared too: `slice` forgives an end beyond the text and a negative start. */
function isSlice(text: string | undefined, { quote, start, end }: Citation): boolean {
  return quote !== "" && start >= 0 && end - start === quote.length && text?.slice(start, end) === quote;
}
