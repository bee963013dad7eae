import { describe, expect, it } from "vitest";
import { findQuantities, type Passage } from "../../../../ingest/index.js";
import { wholeSpan } from "../../../../server/chat/citations.js";
import { Offered } from "../../../../server/chat/written/offered.js";
import { verifySentence, type Ground } from "../../../../server/chat/written/verify.js";
import { seededRandom } from "../../../../bench/seeded-random.js";
import { openRealSnapshot } from "../../../support/snapshot.js";

const snapshot = openRealSnapshot();
const offered = new Offered();
const ids = new Map<Passage, number>();
for (const passage of snapshot.passages) {
  const id = offered.offer(wholeSpan(passage.document, passage.provision));
  if (id !== null) ids.set(passage, id);
}
const ground: Ground = { offered, understanding: { question: "", regions: [], documentIds: [] }, snapshot, asOf: "2026-01-15" };
const holds = (sentence: string): boolean => "segments" in verifySentence(sentence, ground);

interface Truth {
  passage: Passage;
  id: number;
  sentence: string;
}

/** Sentences of the documents, each with the short id of its provision. */
const TRUTHS: Truth[] = [...ids].flatMap(([passage, id]) => {
  const { document, provision } = passage;
  const sentences = document.text.slice(provision.start, provision.end).split(/[。；\n]/).map((one) => one.trim());
  return sentences.filter((one) => one.length >= 12 && one.length <= 120 && !/[“”《》*]/.test(one)).map((sentence) => ({ passage, id, sentence }));
});

/** A way of lying: the lie that it makes of a truth; null where this truth gives none. */
type Lie = (truth: Truth, pick: (below: number) => number) => string | null;

const textOf = ({ passage: { document, provision } }: Truth): string => document.text.slice(provision.start, provision.end);

const LIES: Record<string, Lie> = {
  "a wrong figure": (truth, pick) => {
    // The number that a line of a list begins with is taken off before anything is shown.
    const figures = findQuantities(truth.sentence).filter(({ start }) => start > 0);
    const figure = figures[pick(figures.length)];
    if (!figure) return null;
    const wrong = truth.sentence.slice(figure.start, figure.end).replace(/[\d一二三四五六七八九]/, (digit) => (/\d/.test(digit) ? String((Number(digit) % 9) + 1) : digit === "三" ? "七" : "三"));
    const lie = truth.sentence.slice(0, figure.start) + wrong + truth.sentence.slice(figure.end);
    return lie === truth.sentence || textOf(truth).includes(wrong) ? null : `${lie}[${truth.id}]。`;
  },
  "ten thousand times as much": (truth) => {
    const lie = truth.sentence.replace(/(?<!万)亿/, "万亿");
    return lie === truth.sentence ? null : `${lie}[${truth.id}]。`;
  },
  "a provision that says nothing of it": (truth, pick) => {
    const other = TRUTHS[pick(TRUTHS.length)]!;
    return other.passage.document === truth.passage.document || textOf(other).includes(truth.sentence) ? null : `${truth.sentence}[${other.id}]。`;
  },
  "a provision that was not shown": (truth, pick) => `${truth.sentence}[${ids.size + 1 + pick(50)}]。`,
  "no provision": (truth) => `${truth.sentence}。`,
  "an invented article": (truth, pick) => {
    const article = `第${60 + pick(30)}条`;
    return `根据${article}，${truth.sentence}[${truth.id}]。`;
  },
  "another province": (truth) => {
    const { region } = truth.passage.document.meta;
    const other = ["贵州", "江苏", "山东", "浙江"].find((name) => name !== region && !textOf(truth).includes(name))!;
    return `${other}规定，${truth.sentence}[${truth.id}]。`;
  },
  "an invented condition": (truth, pick) => `${truth.sentence}，${["连续亏损的企业除外", "须缴纳保证金", "由财政厅直接发放现金补贴", "外地企业优先享受贷款贴息", "个人也能领取购房补助"][pick(5)]!}[${truth.id}]。`,
  "the contrary": (truth) => {
    const lie = truth.sentence.includes("不得") ? truth.sentence.replace("不得", "可以") : truth.sentence.replace(/应当|应(?=[具有在按])|支持|鼓励/, "不得");
    return lie === truth.sentence || textOf(truth).includes(lie) ? null : `${lie}[${truth.id}]。`;
  },
  "a false standing": (truth) => (truth.passage.document.meta.status === "in_force" ? `已失效，${truth.sentence}[${truth.id}]。` : `现行规定，${truth.sentence}[${truth.id}]。`),
  "a link": (truth) => `${truth.sentence}，详见www.gov-example.com[${truth.id}]。`,
  "a quotation that is none": (truth) => `“${truth.sentence}，全额奖励”[${truth.id}]。`,
};

const LIES_TOLD = 1000;

describe("sentences of a model", () => {
  it("hold where they say what the provision says, to the word", () => {
    const held = TRUTHS.filter(({ sentence, id }) => holds(`${sentence}[${id}]。`));
    expect(TRUTHS.length).toBeGreaterThan(200);
    expect(held.length / TRUTHS.length).toBeGreaterThan(0.95);
  });

  it(`never hold where they lie: ${LIES_TOLD} lies of ${Object.keys(LIES).length} kinds`, () => {
    const random = seededRandom(7);
    const pick = (below: number): number => Math.floor(random() * below);
    const kinds = Object.keys(LIES);
    const passed: string[] = [];
    const told = new Map<string, number>();
    for (let made = 0, tries = 0; made < LIES_TOLD && tries < 50_000; tries++) {
      const kind = kinds[made % kinds.length]!;
      const lie = LIES[kind]!(TRUTHS[pick(TRUTHS.length)]!, pick);
      if (lie === null) continue;
      made++;
      told.set(kind, (told.get(kind) ?? 0) + 1);
      if (holds(lie)) passed.push(`${kind}: ${lie}`);
    }
    expect([...told.values()].reduce((sum, count) => sum + count, 0)).toBe(LIES_TOLD);
    expect(passed).toEqual([]);
  });

  it.each([
    ["unseen characters are taken out before anything is read", "公示\u200b期\u{e0041}"],
    ["digits of other scripts", "奖励𝟏𝟎𝟎万元"],
    ["markup", "<img src=x>"],
  ])("hold nothing back behind %s", (_, hidden) => {
    const truth = TRUTHS[0]!;
    const result = verifySentence(`${truth.sentence}${hidden}[${truth.id}]。`, ground);
    if ("segments" in result) expect(result.segments.map(({ text }) => text).join("")).not.toMatch(/[\u200b\u{e0041}𝟏<]/u);
    else expect(result.fault).not.toBe("");
  });
});
