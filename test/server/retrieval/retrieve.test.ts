import { describe, expect, it } from "vitest";
import type { Explanation } from "../../../server/retrieval/evidence.js";
import { Retriever, type Retrieved } from "../../../server/retrieval/retrieve.js";
import { realEngine } from "../../support/engine.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const DAY = "2025-06-01";
const snapshot = openRealSnapshot();
const { understander, retriever } = realEngine();
const retrieve = (question: string): Promise<Retrieved> => retriever.retrieve(understander.understand(question, [], {}), DAY);

/** The documents of the evidence, scope by scope. */
const documentsOf = ({ scopes }: Retrieved): string[][] =>
  scopes.map(({ evidence }) => [...new Set(evidence.map(({ passage }) => passage.document.meta.id))].sort());

describe("evidence", () => {
  it("is the same for the same question, scores included", async () => {
    const question = "集群复核不合格会怎样";
    const flat = ({ scopes }: Retrieved) => scopes.map(({ evidence }) => evidence.map(({ passage, score }) => [passage.index, score]));
    expect(flat(await retrieve(question))).toEqual(flat(await retrieve(question)));
    expect(flat(await new Retriever(snapshot).retrieve(understander.understand(question, [], {}), DAY))).toEqual(flat(await retrieve(question)));
  });

  it("stays inside the region asked for", async () => {
    expect(documentsOf(await retrieve("贵州的集群由谁认定"))).toEqual([["gz-measures", "gz-opinion"]]);
  });

  it("comes from each of the regions compared, apart", async () => {
    expect(documentsOf(await retrieve("山东和江苏的集群目标有什么区别"))).toEqual([["sd-plan"], ["js-opinion"]]);
  });

  it("comes from each of the documents named, apart", async () => {
    const found = await retrieve("贵州管理办法和山东实施方案里怎么说龙头企业");
    expect(documentsOf(found).sort()).toEqual([["gz-measures"], ["sd-plan"]]);
  });

  it("has scores that their explanation's parts sum to", async () => {
    const [scope] = (await retrieve("哪些园区可以建公共服务平台")).scopes;
    expect(scope!.evidence.length).toBeGreaterThan(10);
    for (const { score, explain } of scope!.evidence) expect(sumOf(explain())).toBeCloseTo(score, 10);
  });

  it("stands in falling order of score", async () => {
    const [scope] = (await retrieve("研发投入强度")).scopes;
    const scores = scope!.evidence.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it("is found at its best where a question repeats a provision's own words", async () => {
    const article = snapshot.documents.get("gz-measures")!.provisions.find(({ eId }) => eId === "art_16")!;
    const [scope] = (await retrieve("上一年度培育建设情况应在每年3月底前报省工业和信息化厅")).scopes;
    expect(scope!.evidence[0]!.passage.provision.eId).toBe(article.eId);
  });

  it("puts the background essay behind unless it is asked for by name", async () => {
    const question = "中欧班列和航空货运枢纽有什么优势";
    const essay = ({ scopes }: Retrieved) => scopes[0]!.evidence.find(({ passage }) => passage.document.meta.id === "city-essay")!;
    const unasked = essay(await retrieve(question));
    const asked = essay(await retrieve(`研究文章里${question}`));
    expect(unasked.explain().parts!.map((part) => part.name)).toContain("背景材料");
    expect(asked.explain().parts!.map((part) => part.name)).not.toContain("背景材料");
    const { parts } = unasked.explain();
    const own = parts!.filter((part) => part.name !== "背景材料").reduce((sum, part) => sum + part.score, 0);
    expect(unasked.score).toBeLessThan(own);
  });
});

describe("the kind of provision asked for", () => {
  const partNames = ({ scopes }: Retrieved, eId: string): string[] => {
    const found = scopes[0]!.evidence.find(({ passage }) => passage.provision.eId === eId)!;
    return found.explain().parts!.map((part) => part.name);
  };

  it.each([
    ["贵州的集群能不能申报", "art_6__intro", "条件条款"],
    ["贵州的集群怎么申报", "art_9", "程序条款"],
    ["贵州的先进制造业集群是指什么", "art_2", "定义条款"],
  ])("is lifted, and the explanation says so: %s", async (question, eId, name) => {
    expect(partNames(await retrieve(question), eId)).toContain(name);
    expect(partNames(await retrieve("贵州的集群"), eId)).not.toContain(name);
  });

  it("is found although the asker tells at length who he is", async () => {
    const [scope] = (await retrieve("我们是一家做磷酸铁锂正极的厂，能自己去报省里的集群吗")).scopes;
    const best = scope!.evidence.slice(0, 3).map(({ passage }) => `${passage.document.meta.id}#${passage.provision.eId}`);
    expect(best).toContain("gz-measures#art_4__para_1");
  });

  it("is one that names the city asked about", async () => {
    const [scope] = (await retrieve("遵义市有什么集群")).scopes;
    const texts = scope!.evidence.slice(0, 3).map(({ passage: { document, provision } }) => document.text.slice(provision.start, provision.end));
    expect(texts.filter((text) => text.includes("遵义")).length).toBeGreaterThanOrEqual(2);
  });
});

describe("exact references", () => {
  it("are resolved beside the search", async () => {
    const { exact, unresolved } = await retrieve("管理办法第6条第3项和第二十五条");
    expect(exact.map(({ provision }) => provision.eId)).toEqual(["art_6__item_3"]);
    expect(unresolved.map(({ text }) => text)).toEqual(["第二十五条"]);
  });
});

describe("a search by itself", () => {
  it("keeps to the filter, exact hits included", async () => {
    const { exact, found } = await retriever.search("第六条 资金", { region: "江苏" }, understander);
    expect(exact).toEqual([]);
    expect([...new Set(found.map(({ passage }) => passage.document.meta.id))]).toEqual(["js-opinion"]);
  });

  it("finds background first when its status is the filter", async () => {
    const { found } = await retriever.search("航空货运枢纽", { status: "non_normative" }, understander);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ passage }) => passage.document.meta.id === "city-essay")).toBe(true);
    expect(found[0]!.explain().parts!.map((part) => part.name)).not.toContain("背景材料");
  });
});

/** The score that the innermost parts of an explanation add up to. */
function sumOf({ score, parts }: Explanation): number {
  return parts ? parts.reduce((sum, part) => sum + sumOf(part), 0) : score;
}
