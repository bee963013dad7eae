import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readJsonLines } from "../../../../bench/json-lines.js";
import { LeftOpenQuestions } from "../../../../server/chat/gate/left-open-questions.js";
import { topicFeatures, topicScore } from "../../../../server/chat/gate/on-topic.js";
import { askReal } from "../../../support/ask.js";
import { realEngine } from "../../../support/engine.js";

const engine = realEngine();
const { snapshot } = engine;
/** None of them had a part in the model. */
const QUESTIONS = readJsonLines(join(import.meta.dirname, "../../../../bench/topic/check.jsonl"), z.object({ text: z.string(), kind: z.enum(["on", "off", "near"]) }));

async function refusedShare(kind: string, leftOpen = engine.leftOpen): Promise<number> {
  const questions = QUESTIONS.filter((one) => one.kind === kind);
  let refused = 0;
  for (const { text } of questions) {
    const understanding = engine.understander.understand(text, [], {});
    const retrieved = await engine.retriever.retrieve(understanding, "2025-06-01");
    if (topicScore(topicFeatures({ understanding, retrieved, snapshot, leftOpen })) < 0) refused++;
  }
  return refused / questions.length;
}

describe("whether a question is about the collection", () => {
  it("is told for what the documents answer, for everyday matters and for other matters of government", async () => {
    expect(await refusedShare("on")).toBeLessThan(0.02);
    expect(await refusedShare("off")).toBeGreaterThan(0.8);
    expect(await refusedShare("near")).toBeGreaterThan(0.6);
  });

  it("does not turn people away where few questions have been reviewed yet", async () => {
    const none = new LeftOpenQuestions({ ...snapshot, notAnswered: [], passages: [] });
    expect(none.familiarity("第一条")).toBeNull();
    expect(await refusedShare("on", none)).toBeLessThan(0.1);
  });

  it("tells a refusal by the words that matter", async () => {
    expect((await askReal("推荐一部电影")).answer).toContain("没有涉及“电影");
  });

  it.each(["明天股市会涨吗", "推荐一部电影", "怎么退火车票"])("refuses %s", async (question) => {
    expect((await askReal(question)).outcome).toBe("refused");
  });
});
