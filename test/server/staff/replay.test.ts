import { afterAll, describe, expect, it } from "vitest";
import { Assistant } from "../../../server/chat/assistant.js";
import { Metrics } from "../../../server/plugins/metrics.js";
import { replayTurn, type Replay } from "../../../server/staff/replay.js";
import { Store, type KeptTurn } from "../../../server/store/store.js";
import { realEngine } from "../../support/engine.js";

const engine = realEngine();
const store = new Store(":memory:");
const assistant = new Assistant(engine, store, new Metrics());
afterAll(() => store.close());

/** Asks, and replays what was kept, changed or not. */
async function askAndReplay(question: string, limits: object = {}, change: (turn: KeptTurn) => KeptTurn = (turn) => turn): Promise<Replay> {
  const { answerId } = await assistant.answer({ question, ...limits });
  return replayTurn(change(store.findTurn(answerId)!), store, engine);
}

describe("replayTurn", () => {
  it("finds the same evidence and answer for a question that leans on the turns before it", async () => {
    const { conversationId } = await assistant.answer({ question: "贵州的专项资金支持什么" });
    for (const question of ["那江苏呢", "山东呢", "比例是多少"]) {
      const { differences, again, turn } = await askAndReplay(question, { conversationId });
      expect(differences).toEqual([]);
      expect(again.answer.answer).toBe((turn.answer as { answer: string }).answer);
    }
  });

  it("does not find it without what the conversation remembered", async () => {
    const { conversationId } = await assistant.answer({ question: "贵州的专项资金支持什么" });
    const { answerId } = await assistant.answer({ question: "那江苏呢", conversationId });
    const forgetful = { understandingsBefore: () => [], interviewBefore: () => null };
    expect((await replayTurn(store.findTurn(answerId)!, forgetful, engine)).differences).not.toEqual([]);
  });

  it("keeps to the document or region that the caller had fixed, and to its day", async () => {
    const inDocument = await askAndReplay("重点任务有哪些", { documentId: "sd-plan", asOf: "2024-05-01" });
    expect(inDocument.differences).toEqual([]);
    expect(inDocument.again.evidence.every(({ provisionId }) => provisionId.startsWith("sd-plan#"))).toBe(true);
    expect(inDocument.again.answer.notices.map(({ kind }) => kind)).not.toContain("expired");
    expect((await askAndReplay("资金怎么支持", { region: "江苏" })).differences).toEqual([]);
  });

  it("names the passages whose rank or score changed, that came and that went", async () => {
    const { differences } = await askAndReplay("管理办法的申报条件", {}, (turn) => {
      const [first, second, , fourth, ...rest] = turn.evidence;
      return { ...turn, evidence: [second!, first!, { provisionId: "gone#art_1", score: 0.5 }, { ...fourth!, score: 9 }, ...rest] };
    });
    const changes = differences.map(({ before, after }) => [before?.rank ?? null, after?.rank ?? null]);
    expect(changes).toEqual([[1, 2], [2, 1], [3, null], [4, 4], [null, 3]]);
    expect(differences[3]).toMatchObject({ before: { score: 9 } });
  });
});
