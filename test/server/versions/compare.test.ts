import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicyDocument } from "../../../ingest/index.js";
import { compareVersions, type ProvisionChange, type VersionDiff } from "../../../server/versions/compare.js";
import { unitsOf } from "../../../server/versions/units.js";
import { documentOf, realDocuments } from "../../support/documents.js";

const characters = (text: string): string[] => [...text];
const compare = (before: PolicyDocument, after: PolicyDocument): VersionDiff => compareVersions(before, after, characters);
const documents = realDocuments();

/** A document of the corpus, and the same after an edit of its text. */
function edited(id: string, edit: (text: string) => string): [PolicyDocument, PolicyDocument] {
  const before = documents.get(id)!;
  const text = edit(before.text);
  if (text === before.text) throw new Error(`the edit changes nothing in ${id}`);
  return [before, documentOf({ id: "edited" }, text)];
}

/** What changed, a line each: kind, old and new address, what was taken out and put in. */
function told({ changes }: VersionDiff): string[] {
  return changes.filter(({ kind }) => kind !== "unchanged").map((change) => `${change.kind} ${addressesOf(change)}${wordsOf(change)}`);
}

function addressesOf({ before, after }: ProvisionChange): string {
  const [from, to] = [before?.provision.eId, after?.provision.eId];
  return from === to ? from! : [from, to].filter((eId) => eId !== undefined).join(" > ");
}

function wordsOf({ kind, words }: ProvisionChange): string {
  if (kind !== "changed") return "";
  return words!.filter((run) => run.kind !== "same").map((run) => ` ${run.kind === "added" ? "+" : "-"}${run.text}`).join("");
}

/** What whoever holds the earlier version and the diff knows of the later one. */
function applied({ changes }: VersionDiff): { eId: string; text: string }[] {
  return changes
    .filter(({ after }) => after !== null)
    .map(({ before, after, words }) => {
      const text = words ? words.filter((run) => run.kind !== "removed").map((run) => run.text).join("") : (before ?? after!).text;
      return { eId: after!.provision.eId, text };
    });
}

function provisionsOf(document: PolicyDocument): { eId: string; text: string }[] {
  return unitsOf(document).map(({ provision, text }) => ({ eId: provision.eId, text }));
}

describe("two versions of a document", () => {
  it("finds nothing between a document and itself", () => {
    for (const document of documents.values()) {
      const { changes, counts } = compare(document, document);
      expect(changes.every(({ kind, words }) => kind === "unchanged" && words === null)).toBe(true);
      expect(counts.unchanged).toBe(unitsOf(document).length);
    }
  });

  it("finds a changed figure, and marks it as one word", () => {
    expect(told(compare(...edited("gz-measures", (text) => text.replace("公示5个工作日", "公示10个工作日"))))).toEqual(["changed art_11 -5个工作日 +10个工作日"]);
  });

  it("finds an article put in, and that those behind it have other numbers and the same words", () => {
    const insertion = "第十三条 省工业和信息化厅建立专家库。\n";
    const [before, after] = edited("gz-measures", (text) => renumbered(text, 13, 1).replace("第十四条 省先进制造业集群所在地", `${insertion}第十四条 省先进制造业集群所在地`));
    const lines = told(compare(before, after));
    expect(lines).toContain("added art_13");
    expect(lines.filter((line) => line.startsWith("renumbered"))).toEqual([13, 14, 15, 16, 17, 18, 19].map((n) => `renumbered art_${n} > art_${n + 1}`));
    expect(lines).toHaveLength(8);
  });

  it("finds an article taken out", () => {
    const [before, after] = edited("gz-measures", (text) => renumbered(text.replace(/第十八条.*\n/, ""), 19, -1));
    expect(told(compare(before, after))).toEqual(["removed art_18", "renumbered art_19 > art_18"]);
  });

  it("finds an item that was moved to another place of the list", () => {
    const [before, after] = edited("gz-measures", (text) => {
      const items = text.match(/（[一二三四五六七]）.*领域。.*\n/g)!;
      const bodies = items.map((item) => item.slice(3));
      const order = [5, 0, 1, 2, 3, 4, 6];
      const list = order.map((from, i) => `（${"一二三四五六七"[i]}）${bodies[from]}`);
      return text.replace(items.join(""), list.join(""));
    });
    const lines = told(compare(before, after));
    expect(lines.filter((line) => line.startsWith("moved"))).toEqual(["moved art_5__item_6 > art_5__item_1"]);
    expect(lines.filter((line) => line.startsWith("renumbered"))).toHaveLength(5);
    expect(lines).toHaveLength(6);
  });

  it("finds an item that was moved to another article", () => {
    const before = documentOf({ id: "a" }, "第一条 甲类：\n（一）生产设备更新。\n（二）技术改造升级。\n（三）绿色工厂建设。\n第二条 乙类：\n（一）人才队伍建设。\n（二）公共服务平台。\n");
    const after = documentOf({ id: "b" }, "第一条 甲类：\n（一）生产设备更新。\n（二）技术改造升级。\n第二条 乙类：\n（一）绿色工厂建设。\n（二）人才队伍建设。\n（三）公共服务平台。\n");
    expect(told(compare(before, after))).toEqual(["moved art_1__item_3 > art_2__item_1", "renumbered art_2__item_1 > art_2__item_2", "renumbered art_2__item_2 > art_2__item_3"]);
  });

  it("tells an article that was rewritten as one taken out and one put in", () => {
    const [before, after] = edited("gz-measures", (text) => text.replace(/第十六条.*\n/, "第十六条 跨区域集群由牵头单位统一组织，每季度召开一次联席会议。\n"));
    expect(told(compare(before, after))).toEqual(["removed art_16", "added art_16"]);
  });

  it("takes other white space for no change", () => {
    const [before, after] = edited("gz-measures", (text) => text.replace("第一章 总 则", "第一章  总则"));
    expect(told(compare(before, after))).toEqual([]);
  });

  it("tells draft and final of one rule apart from two rules", () => {
    const { counts } = compare(documents.get("gz-measures")!, documents.get("js-opinion")!);
    expect(counts.unchanged + counts.changed).toBeLessThan(5);
  });
});

describe("any two versions", () => {
  /** Documents of some articles out of the same few sentences, so that much of two of them is alike. */
  const anyDocument = fc.array(fc.array(fc.constantFrom("集群每三年复核一次", "集群每两年复核一次", "企业应当报送材料", "企业应当按季度报送材料", "资金用于平台建设", "由省厅负责解释"), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }).map((articles) =>
    documentOf({ id: "any" }, articles.map((sentences, i) => `第${i + 1}条 ${sentences.join("，")}。\n`).join("")),
  );

  it("what the diff says, put into the earlier version, gives the later one's provisions", () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        const diff = compare(before, after);
        expect(applied(diff)).toEqual(provisionsOf(after));
        const earlier = diff.changes.flatMap((change) => (change.before ? [change.before.provision.eId] : []));
        expect(earlier.sort()).toEqual(provisionsOf(before).map(({ eId }) => eId).sort());
      }),
    );
  });

  it("says the same from either side: what is added one way is removed the other way", () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        const [there, back] = [compare(before, after), compare(after, before)];
        const { added, removed, changed } = there.counts;
        expect(back.counts).toMatchObject({ added: removed, removed: added, changed });
        // Of two that changed places either may be told to have moved.
        expect(back.changes.filter(({ moved }) => moved)).toHaveLength(there.changes.filter(({ moved }) => moved).length);
      }),
    );
  });

  it("holds for the documents of the corpus as well", () => {
    const all = [...documents.values()];
    for (const before of all) for (const after of all) expect(applied(compare(before, after))).toEqual(provisionsOf(after));
  });
});

/** The text with every article from a number on counted up or down. */
function renumbered(text: string, from: number, by: number): string {
  return text.replace(/^第(十?[一二三四五六七八九十]?)条/gm, (whole, numeral: string) => {
    const number = CHINESE.indexOf(numeral);
    return number < from ? whole : `第${CHINESE[number + by]!}条`;
  });
}

const CHINESE = ["", ..."一二三四五六七八九十", ...[..."一二三四五六七八九"].map((digit) => `十${digit}`), "二十"];
