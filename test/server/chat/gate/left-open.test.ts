import { describe, expect, it } from "vitest";
import type { NotAnswered } from "../../../../ingest/index.js";
import { choose } from "../../../../server/chat/chosen.js";
import { leftOpen } from "../../../../server/chat/gate/left-open.js";
import { LeftOpenQuestions } from "../../../../server/chat/gate/left-open-questions.js";
import type { Refusal } from "../../../../server/chat/gate/check.js";
import { realEngine } from "../../../support/engine.js";

const engine = realEngine();
const { snapshot } = engine;

const entry = (id: string, examples: string[]): NotAnswered => ({ id, about: "gz-measures", examples, reason: "not_covered", say: `${id}没有写。`, ask: null, related: [] });

async function refusal(question: string, questions: LeftOpenQuestions): Promise<Refusal | null> {
  const understanding = engine.understander.understand(question, [], {});
  const found = { understanding, retrieved: await engine.retriever.retrieve(understanding, "2025-06-01"), snapshot };
  return leftOpen({ ...found, chosen: choose(found, []), leftOpen: questions });
}

describe("reviewed examples of what is left open", () => {
  it("every one of them is nearer to an example of its own entry than to an answered question", () => {
    for (const { id, examples } of snapshot.notAnswered) {
      const { open, answered } = engine.leftOpen.nearest(examples[0]!, () => true);
      expect(open).toMatchObject({ entry: { id }, similarity: expect.closeTo(1, 5) as number });
      expect(answered).toBeLessThan(1);
    }
  });

  it("few answered questions are nearer to what is left open once they are taken out themselves", () => {
    const asked = snapshot.passages.flatMap((passage) => passage.askedAs.slice(-1));
    const without = new LeftOpenQuestions({ ...snapshot, passages: snapshot.passages.map((passage) => ({ ...passage, askedAs: passage.askedAs.slice(0, -1) })) });
    const refused = asked.filter((question) => {
      const { open, answered } = without.nearest(question, () => true);
      return (open?.similarity ?? 0) >= 0.25 && open!.similarity - answered >= 0.15;
    });
    expect(asked.length).toBeGreaterThan(150);
    expect(refused.length / asked.length).toBeLessThan(0.03);
  });

  it("refuse a question that is nearly one of them, in the words that staff have reviewed", async () => {
    const questions = new LeftOpenQuestions({ ...snapshot, notAnswered: [entry("canteen", ["促进会的食堂几点开饭", "促进会的食堂能不能带家属", "促进会的食堂饭卡怎么办"])] });
    expect(await refusal("贵州促进会的食堂周末几点开饭", questions)).toEqual({ reason: "left_open", missing: "canteen没有写。", related: [] });
    expect(await refusal("贵州省级集群多久复核一次", questions)).toBeNull();
  });

  it("an example of one region is none of a question about another", async () => {
    const questions = new LeftOpenQuestions({ ...snapshot, notAnswered: [entry("canteen", ["促进会的食堂几点开饭", "促进会的食堂能不能带家属", "促进会的食堂饭卡怎么办"])] });
    expect(await refusal("江苏促进会的食堂周末几点开饭", questions)).toBeNull();
  });

  it("a corpus without examples refuses nothing", async () => {
    expect(await refusal("贵州促进会的食堂周末几点开饭", new LeftOpenQuestions({ ...snapshot, notAnswered: [] }))).toBeNull();
  });
});
