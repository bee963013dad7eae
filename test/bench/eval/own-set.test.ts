import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missedFloors, readFloors } from "../../../bench/eval/floors.js";
import { readQuestionSet } from "../../../bench/eval/question-set.js";
import { runSet } from "../../../bench/eval/run.js";
import { summariseGroups } from "../../../bench/eval/summary.js";
import { isPassage } from "../../../ingest/model.js";
import { AS_OF } from "../../support/checked.js";
import { realDocuments } from "../../support/documents.js";
import { realEngine } from "../../support/engine.js";

const FOLDER = join(import.meta.dirname, "../../../bench/questions");
const questions = readQuestionSet(join(FOLDER, "own.jsonl"));
const floors = readFloors(join(FOLDER, "floors.json"));

describe("the repository's own question set", () => {
  const documents = realDocuments();

  it("has about 250 questions, each under its own id, of every type and persona", () => {
    expect(questions.length).toBeGreaterThanOrEqual(250);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect([...new Set(questions.map(({ persona }) => persona))].sort()).toEqual(["enterprise", "public", "staff"]);
    expect([...new Set(questions.map(({ type }) => type))].sort()).toEqual(
      ["comparison", "definition", "direction", "eligibility", "funding", "lookup", "multi_turn", "obligation", "procedure", "refusal", "target", "trap"],
    );
  });

  it.each(questions)("quotes its evidence as it stands inside one provision: $id", ({ evidence, refuse }) => {
    expect(evidence.length === 0).toBe(refuse);
    for (const { doc, quote } of evidence.flat()) {
      const { text, provisions } = documents.get(doc)!;
      const holders = provisions.filter((provision) => isPassage(provision) && text.slice(provision.start, provision.end).includes(quote));
      expect(holders.length, quote).toBeGreaterThan(0);
    }
  });

  it("says draft where its evidence is one", () => {
    for (const { id, draft, evidence } of questions) expect(draft, id).toBe(evidence.flat().some(({ doc }) => documents.get(doc)!.meta.status === "draft"));
  });

  it("is answered no worse than its floors", async () => {
    const results = await runSet(realEngine(), questions, AS_OF);
    expect(Object.keys(floors)).toEqual(["全部", "o-", "l-", "a-", "b-"]);
    expect(missedFloors(summariseGroups(results.map(({ score }) => score)), floors)).toEqual([]);
  });
});
