import { describe, expect, it } from "vitest";
import { listIn } from "../../../../server/chat/choose/list.js";
import type { CitedSpan } from "../../../../server/chat/citations.js";
import { realEngine } from "../../../support/engine.js";
import { openRealSnapshot } from "../../../support/snapshot.js";

const snapshot = openRealSnapshot();
const { understander, retriever } = realEngine();

/** The list for a question whose best passage is the one at this address. */
async function listing(question: string, documentId: string, eId: string): Promise<CitedSpan[] | null> {
  const understanding = understander.understand(question, [], {});
  const retrieved = await retriever.retrieve(understanding, "2025-06-01");
  const passage = snapshot.passages.find((entry) => entry.document.meta.id === documentId && entry.provision.eId === eId)!;
  return listIn({ understanding, retrieved, snapshot }, [{ passage, score: 1, explain: () => ({ name: "总分", score: 1 }) }]);
}

const eIdsOf = (list: CitedSpan[] | null): string[] => list!.map(({ provision }) => provision.eId);

describe("a list that is asked for", () => {
  it("is given whole after the sentence that opens it: every condition of 第六条, each to its last character", async () => {
    const list = await listing("申报条件有哪些", "gz-measures", "art_6__intro");
    expect(eIdsOf(list)).toEqual(["art_6__intro", ...[1, 2, 3, 4, 5, 6, 7].map((n) => `art_6__item_${n}`)]);
    for (const { provision, start, end } of list!) expect([start, end]).toEqual([provision.start, provision.end]);
  });

  it("gives the first sentence of each item where the items are long: the names of all 20 clusters", async () => {
    const [, ...items] = (await listing("重点培育哪些集群", "sd-plan", "sec_2__subsec_1__para_1"))!;
    expect(items).toHaveLength(20);
    for (const { document, start, end } of items) expect(document.text.slice(start, end)).toMatch(/^\d+、[^。]+集群[^。]*。$/);
  });

  it("is made of the parts under a heading that the question names, opening sentence or not", async () => {
    const parts = await listing("江苏意见的保障措施有哪些", "js-opinion", "sec_3__subsec_2");
    expect(eIdsOf(parts)).toEqual(["sec_3__heading", "sec_3__subsec_1", "sec_3__subsec_2", "sec_3__subsec_3"]);
    const principles = await listing("贵州指导意见的基本原则有哪些", "gz-opinion", "sec_1__subsec_2__para_2");
    expect(eIdsOf(principles)).toHaveLength(5);
  });

  it("is none where the question asks of one part: 保障措施里人才安居有哪些办法", async () => {
    expect(await listing("江苏保障措施里人才安居、购房补贴有哪些办法", "js-opinion", "sec_3__subsec_1")).toBeNull();
  });

  it("is none where the best passage opens no list, or no list is asked for", async () => {
    expect(await listing("申报条件有哪些", "gz-measures", "art_15")).toBeNull();
    expect(await listing("第六条是哪一章的", "gz-measures", "art_6__intro")).toBeNull();
  });
});
