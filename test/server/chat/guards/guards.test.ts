import { describe, expect, it } from "vitest";
import { Assistant } from "../../../../server/chat/assistant.js";
import { Engine } from "../../../../server/chat/engine.js";
import { runGuards } from "../../../../server/chat/guards/guards.js";
import { Metrics } from "../../../../server/plugins/metrics.js";
import { Store } from "../../../../server/store/store.js";
import { checkedAnswers } from "../../../support/checked.js";
import { ANSWERED_QUESTIONS } from "../../../support/questions.js";
import { openRealSnapshot } from "../../../support/snapshot.js";

describe("the guards together", () => {
  it("are silent on real answers", async () => {
    for (const checked of await checkedAnswers(ANSWERED_QUESTIONS)) expect(runGuards(checked)).toEqual([]);
  });

  it("name the guard of each finding", async () => {
    const [checked] = await checkedAnswers(["管理办法第十五条"]);
    const found = runGuards({ ...checked!, answer: checked!.answer.replace("每三年", "每四年"), notices: [] });
    expect([...new Set(found.map(({ guard }) => guard))].sort()).toEqual(["number", "placement", "status"]);
  });
});

describe("a turn in which a guard fires", () => {
  it("is a refusal, and is counted and kept under the guard's name", async () => {
    const snapshot = openRealSnapshot();
    const document = snapshot.documents.get("gz-measures")!;
    const tampered = { ...document, text: document.text.replace("每三年复核一次", "每四年复核一次") };
    const engine = new Engine({ ...snapshot, documents: new Map([...snapshot.documents, ["gz-measures", tampered]]) });
    const [store, metrics] = [new Store(":memory:"), new Metrics()];
    const saved: unknown[] = [];
    const saveTurn = store.saveTurn.bind(store);
    store.saveTurn = (turn) => (saved.push(turn.guards), saveTurn(turn));
    const answer = await new Assistant(engine, store, metrics).answer({ question: "省先进制造业集群多久复核一次" });
    expect(answer).toMatchObject({ outcome: "refused", citations: [], notices: [] });
    expect(answer.answer).toContain("没有通过与原文的核对");
    expect(answer.answer).not.toMatch(/三年|四年/);
    expect(saved).toEqual([[{ guard: "span", detail: "gz-measures#art_15 的引文与原文不一致" }]]);
    expect(await metrics.render()).toContain('policy_guards_fired_total{guard="span"} 1\n');
    store.close();
  });
});
