import type { ServerResponse } from "node:http";
import { calls, says, type ModelRequest, type Script } from "../../test/support/streaming-model.js";
import { shownIn, type ShownProvision } from "../../test/support/written.js";
import type { QuestionCase } from "./question-set.js";

/**
 * A model that answers perfectly: it knows what each question of the set needs, looks up what it is not shown, and writes the
 * sentences that hold it, in the text's own words, each with its number. What is left of its answers tells what our checks cost.
 */
export function perfectModel(questions: readonly QuestionCase[]): Script {
  const byQuestion = new Map(questions.map((question) => [keyOf(question.turns.at(-1)!), question]));
  return (response: ServerResponse, request: ModelRequest, call: number) => {
    const asked = request.messages.find(({ role }) => role === "user")?.content ?? "";
    const question = byQuestion.get(keyOf(asked.split("\n（接着上文")[0]!));
    const shown = seenIn(request);
    const missing = question ? wantedOf(question).find((quotes) => !quotes.some((quote) => shown.some(({ text }) => holds(text, quote)))) : undefined;
    const looked = request.messages.filter(({ role }) => role === "tool").length;
    const script = missing && looked < MOST_LOOKUPS && request.tools ? calls("search_provisions", { query: missing[0]!.slice(0, LONGEST_QUERY) }) : says((question && written(question, shown)) || opening(shown));
    return script(response, request, call);
  };
}

/** The model is asked in the folded spelling. */
const keyOf = (text: string): string => text.normalize("NFKC").replace(/[\s\p{P}]/gu, "");

const MOST_LOOKUPS = 3;
const LONGEST_QUERY = 200;

/** All provisions that the model has seen by now: in the prompt, and in what its tools gave. */
function seenIn({ messages }: ModelRequest): ShownProvision[] {
  const shown = messages.filter(({ role }) => role !== "user").flatMap(({ content }) => shownIn(content ?? ""));
  return [...new Map(shown.map((provision) => [provision.id, provision])).values()];
}

const wantedOf = ({ evidence }: QuestionCase): string[][] => evidence.map((alternatives) => alternatives.map(({ quote }) => quote));

/** The sentences that hold the needed words, then those that hold facts not told by then. */
function written(question: QuestionCase, shown: readonly ShownProvision[]): string {
  const lines: string[] = [];
  for (const wordings of [...wantedOf(question), ...question.facts]) {
    if (lines.some((line) => wordings.some((wording) => holds(line, wording)))) continue;
    const sentence = firstSentence(shown, wordings);
    if (sentence !== null && !lines.includes(sentence)) lines.push(sentence);
  }
  return lines.join("\n");
}

/** For turns that the set wants nothing of: the first sentence that is shown. */
function opening([first]: readonly ShownProvision[]): string {
  return first ? `${first.text.split(/[。；]/)[0]}[${first.id}]。` : "";
}

function firstSentence(shown: readonly ShownProvision[], wordings: readonly string[]): string | null {
  for (const wording of wordings) {
    for (const { id, text } of shown) {
      const sentences = text.split(/(?<=[。；])/);
      // Words that reach over a sentence's end stand in two of them.
      const at = sentences.findIndex((_, i) => holds(sentences.slice(0, i + 1).join(""), wording));
      if (at < 0) continue;
      const from = sentences.slice(0, at + 1).findLastIndex((_, i) => holds(sentences.slice(i, at + 1).join(""), wording));
      return sentences.slice(from, at + 1).map((sentence) => `${sentence.trim().replace(/[。；]$/, "")}[${id}]。`).join("");
    }
  }
  return null;
}

/** The prompt shows white space of any kind as one space. */
function holds(text: string, words: string): boolean {
  return text.replace(/\[\d+\]|\s/g, "").includes(words.replace(/\s/g, ""));
}
