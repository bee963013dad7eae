import { describe, expect, it } from "vitest";
import { SifEmbedder } from "../../../ingest/embed/sif-embedder.js";
import { trainSif } from "../../../ingest/embed/train-sif.js";
import { dot } from "../../../ingest/embed/vector.js";

const cut = (text: string): string[] => text.split(" ").filter((word) => word !== "");

const SUBJECTS = ["申报 材料 提交 初审 推荐 通知", "正极 负极 隔膜 锂盐 电解液 电池", "白酒 酿造 高粱 窖池 产区 包装", "人才 团队 高校 引进 职称 住房", "机床 刀具 主轴 数控 铣削 车床", "茶叶 萃取 发酵 茶园 精制 茶饮", "电网 变压器 电缆 开关 输电 配电", "药材 饮片 制剂 胶囊 提取 药典"];

/** Passages on eight subjects: each lacks one word of its subject and holds a word that all of them share. */
const PASSAGES = [
  ...SUBJECTS.flatMap((subject) => cut(subject).map((left) => ["集群", ...cut(subject).filter((word) => word !== left)])),
  ["锂", "盐"],
  ["锂", "盐"],
];

const embedder = new SifEmbedder(trainSif(PASSAGES), cut);
const similarity = (a: string, b: string): number => dot(embedder.embedNow(a), embedder.embedNow(b));

describe("SifEmbedder", () => {
  it("is trained to the same model, vectors and id each time", () => {
    const again = trainSif(PASSAGES);
    expect(again).toEqual(trainSif(PASSAGES));
    expect(new SifEmbedder(again, cut).id).toBe(embedder.id);
  });

  it("has another id where it was trained on other text", () => {
    expect(new SifEmbedder(trainSif(PASSAGES.slice(1)), cut).id).not.toBe(embedder.id);
  });

  it("puts texts on one subject nearer than texts on two, even where they share no word", () => {
    const halves = SUBJECTS.map((subject) => [cut(subject).slice(0, 3).join(" "), cut(subject).slice(3).join(" ")] as const);
    halves.forEach(([first], i) => {
      const nearest = halves.map(([, second]) => similarity(first, second));
      expect(nearest.indexOf(Math.max(...nearest)), `${first}: ${nearest.map((value) => value.toFixed(2)).join(" ")}`).toBe(i);
      expect(nearest[i]).toBeGreaterThan(0.5);
    });
  });

  it("gives unit vectors of its dimension", async () => {
    const vectors = await embedder.embed(["申报 材料", "白酒", "申报 材料 白酒 电池"]);
    for (const vector of vectors) {
      expect(vector).toHaveLength(embedder.dimensions);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it("gives a text with no known word, and the empty text, the zero vector", () => {
    expect(embedder.embedNow("无人机 xyz").every((value) => value === 0)).toBe(true);
    expect(embedder.embedNow("").every((value) => value === 0)).toBe(true);
  });

  it("gives an unknown word its known characters' vector", () => {
    expect([...embedder.embedNow("锂钠")]).toEqual([...embedder.embedNow("锂")]);
    expect(similarity("锂某盐", "锂 盐")).toBeCloseTo(1, 5);
  });

  it("does not mind the order of the words", () => {
    expect(similarity("申报 材料 电池", "电池 材料 申报")).toBeCloseTo(1, 6);
  });

  it("learns nothing from words that stand once, and still answers", () => {
    const model = trainSif([["甲", "乙"], ["丙"]]);
    expect(model.words.size).toBe(0);
    expect(new SifEmbedder(model, cut).embedNow("甲")).toHaveLength(model.dimensions);
  });
});
