import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openSnapshot, type Snapshot, type SynonymEntry } from "../../../ingest/index.js";
import { runIngest } from "../../../ingest/pipeline.js";
import { Retriever } from "../../../server/retrieval/retrieve.js";
import { differenceOf, LexiconComparison, withoutEntry } from "../../../server/staff/lexicon-impact.js";
import { Understander } from "../../../server/understanding/understand.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";

const entry = (say: string[], mean: string[], weight = 0.9, note = "口语"): SynonymEntry => ({ say, mean, weight, note });

describe("differenceOf", () => {
  const [a, b, c] = [entry(["甲"], ["一"]), entry(["乙"], ["二"]), entry(["丙"], ["三"])];

  it("tells the entries that only one side has; a changed entry is removed and added, a changed note or order is nothing", () => {
    expect(differenceOf([a, b], [b, a])).toEqual({ added: [], removed: [] });
    expect(differenceOf([a, b], [{ ...a, note: "别的" }, c])).toEqual({ added: [c], removed: [b] });
    expect(differenceOf([a], [{ ...a, weight: 0.5 }])).toEqual({ added: [{ ...a, weight: 0.5 }], removed: [a] });
  });

  it("withoutEntry drops every entry in which the word is said, and no other", () => {
    expect(withoutEntry([entry(["甲", "乙"], ["一"]), entry(["甲乙"], ["二"]), entry(["乙"], ["三"])], "乙")).toEqual([entry(["甲乙"], ["二"])]);
  });
});

describe("over a small corpus", () => {
  const folder = sharedTempFolder();
  const PAPERS = entry(["交本子"], ["申报材料"]);
  const CHECK = entry(["回头看"], ["复核"]);
  let snapshot: Snapshot;

  beforeAll(async () => {
    const corpusFolder = writeTinyCorpus(folder, {
      "documents/trial-measures/asked-as.yaml": "art_1:\n  - 图个啥\nart_2__item_2:\n  - 交本子咋弄\n  - 造假行不行\nart_3:\n  - 几年回头看\n  - 多久一次\n",
    });
    await runIngest({ corpusFolder, snapshotRoot: join(folder, "snapshots") });
    snapshot = openSnapshot(join(folder, "snapshots"));
  });

  it("an entry that is added brings the right provision up for the asked-as questions that say it, and touches no other", async () => {
    const impact = await new LexiconComparison(snapshot, [], [PAPERS]).overAskedAs();
    expect(impact).toMatchObject({ questions: 5, touched: 1, right: { rises: 1, falls: 0, leaves: 0 } });
    expect(impact.changed.map(({ question }) => question)).toEqual(["交本子咋弄"]);
    expect(impact.changed[0]!.right).toMatchObject({ provisionId: "trial-measures#art_2__item_2", after: 1 });
    expect(impact.changed[0]!.moves[0]).toMatchObject({ provisionId: "trial-measures#art_2__item_2", label: "第二条第（二）项", after: 1 });
  });

  it("an entry that is removed is the same the other way round, and one that points astray lets the right provision fall", async () => {
    const removed = await new LexiconComparison(snapshot, [PAPERS, CHECK], [CHECK]).overAskedAs();
    expect(removed).toMatchObject({ touched: 1, right: { rises: 0, falls: 1, enters: 0 } });
    const astray = await new LexiconComparison(snapshot, [CHECK], [entry(["回头看"], ["主导产业"])]).overAskedAs();
    expect(astray.right).toMatchObject({ rises: 0, falls: 1 });
    expect(astray.changed[0]!.moves.find(({ provisionId }) => provisionId === "trial-measures#art_2__item_1")!.after).toBe(1);
  });

  it("questions of a file are asked of the whole index; of a conversation the last one counts", async () => {
    const comparison = new LexiconComparison(snapshot, [], [PAPERS]);
    const impact = await comparison.overQuestions([["交本子咋弄"], ["交本子有啥讲究"], ["多久一次"], ["交本子怎么交", "第三条讲什么"]]);
    expect(impact).toMatchObject({ questions: 4, touched: 2, right: { rises: 0, falls: 0 } });
    expect(impact.changed.every(({ right }) => right === null)).toBe(true);
    expect(impact.changed.map(({ question }) => question)).toContain("交本子有啥讲究");
  });
});

it("a question that neither lexicon rewords differently finds the same, so it need not be asked", async () => {
  const snapshot = openRealSnapshot();
  const fewer = snapshot.lexicon.synonyms.filter((_, i) => i % 3 > 0);
  const comparison = new LexiconComparison(snapshot, snapshot.lexicon.synonyms, fewer);
  const questions = snapshot.passages.flatMap((passage) => passage.askedAs).filter((_, i) => i % 50 === 0);
  const changed = new Set((await comparison.overQuestions(questions.map((question) => [question]))).changed.map(({ question }) => question));
  expect(changed.size).toBeGreaterThan(0);
  const understander = new Understander(snapshot);
  const [before, after] = [snapshot, { ...snapshot, lexicon: { ...snapshot.lexicon, synonyms: fewer } }].map((one) => new Retriever(one));
  const top = async (retriever: Retriever, question: string): Promise<number[]> =>
    (await retriever.retrieve(understander.understand(question, [], {}), "2025-06-01")).scopes.flatMap((scope) => scope.evidence.slice(0, 5).map((item) => item.passage.index));
  for (const question of questions.filter((one) => !changed.has(one))) expect(await top(after!, question)).toEqual(await top(before!, question));
});
