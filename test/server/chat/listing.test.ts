import { describe, expect, it } from "vitest";
import { listingFor } from "../../../server/chat/listing.js";
import type { Evidence } from "../../../server/retrieval/evidence.js";
import { Understander } from "../../../server/understanding/understand.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const snapshot = openRealSnapshot();
const understander = new Understander(snapshot);

/** Evidence whose best passage is the one at this address. */
function evidenceOf(documentId: string, eId: string): Evidence[] {
  const passage = snapshot.passages.find((entry) => entry.document.meta.id === documentId && entry.provision.eId === eId)!;
  return [{ passage, score: 1, explain: () => ({ name: "总分", score: 1 }) }];
}

const listing = (question: string, documentId: string, eId: string) =>
  listingFor(understander.understand(question, [], {}), evidenceOf(documentId, eId));

describe("a list that is asked for", () => {
  it("is given whole: every condition of 第六条, each to its last character", () => {
    const found = listing("申报条件有哪些", "gz-measures", "art_6__intro")!;
    expect(found.items.map(({ provision }) => provision.eId)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `art_6__item_${n}`));
    for (const { provision, start, end } of found.items) expect([start, end]).toEqual([provision.start, provision.end]);
  });

  it("gives the first sentence of each item where the items are long: the names of all 20 clusters", () => {
    const found = listing("重点培育哪些集群", "sd-plan", "sec_2__subsec_1__para_1")!;
    expect(found.items).toHaveLength(20);
    for (const { document, start, end } of found.items) expect(document.text.slice(start, end)).toMatch(/^\d+、[^。]+集群[^。]*。$/);
  });

  it("is none where the best passage opens no list, or no list is asked for", () => {
    expect(listing("申报条件有哪些", "gz-measures", "art_15")).toBeNull();
    expect(listing("第六条是哪一章的", "gz-measures", "art_6__intro")).toBeNull();
  });
});
