import { describe, expect, it } from "vitest";
import { DocumentFinder } from "../../../server/understanding/documents.js";
import { realDocuments } from "../../support/documents.js";

const documents = realDocuments();
const finder = new DocumentFinder([...documents.values()]);
const certain = (question: string, ...regions: string[]): string[] =>
  finder
    .find(question, regions)
    .filter((mention) => mention.certain)
    .map((mention) => mention.id);

describe("a document named in a question", () => {
  it.each([...documents.values()].map(({ meta }) => [meta.title, meta.id]))("is known by its full title %s", (title, id) => {
    expect(certain(`请问${title}讲了什么`)).toEqual([id]);
  });

  it("is known by its title in full width and with blanks inside", () => {
    expect(certain("培育先进制造业集群和创建制造业 高质量发展试验区示范区的实施方案（２０２１-２０２５年）")).toEqual(["sd-plan"]);
  });

  it("is not mixed up with one whose title differs in two characters", () => {
    expect(certain("关于培育先进制造业集群的指导意见")).toEqual(["gz-opinion"]);
    expect(certain("关于加快培育先进制造业集群的指导意见")).toEqual(["js-opinion"]);
  });

  it("is known by a short title that two documents share, when the region decides", () => {
    expect(certain("贵州指导意见", "贵州")).toEqual(["gz-opinion"]);
    expect(certain("江苏的指导意见", "江苏")).toEqual(["js-opinion"]);
  });

  it("is both documents where no region decides between them", () => {
    expect(certain("指导意见里怎么说").sort()).toEqual(["gz-opinion", "js-opinion"]);
  });

  it("is not meant where the region named has no such document", () => {
    expect(certain("山东的指导意见", "山东")).toEqual([]);
  });

  it.each(["苏政发〔2018〕86号", "苏政发[2018]86号", "苏政发（２０１８）８６号", "江苏省的86号文"])("is known by its number written %s", (written) => {
    expect(certain(`${written}管用吗`)).toEqual(["js-opinion"]);
  });

  it("is not known by a number of another year or another serial", () => {
    expect(certain("苏政发〔2019〕86号")).toEqual([]);
    expect(certain("苏政发〔2018〕87号")).toEqual([]);
    expect(certain("186号文")).toEqual([]);
  });
});

describe("a common noun", () => {
  it.each(["这份办法什么时候起算", "办法里有没有写罚则", "该办法归谁解释", "办法第三条"])("means the document in 「%s」", (question) => {
    expect(certain(question)).toEqual(["gz-measures"]);
  });

  it("means the document of the region named: 江苏的意见里", () => {
    expect(certain("江苏的意见里", "江苏")).toEqual(["js-opinion"]);
  });

  it.each(["大家提意见给谁", "还在征求意见中吗", "我没办法说清楚", "想办法凑齐材料", "各市怎么制定方案"])(
    "means no document in 「%s」",
    (question) => {
      expect(certain(question)).toEqual([]);
    },
  );

  it.each(["有没有别的办法", "有什么好的办法"])("after an adjective means no document: %s", (question) => {
    expect(certain(question)).toEqual([]);
  });

  it("in 《》 means the document: 《管理办法》第六条 asks for gz-measures alone", () => {
    expect(certain("《管理办法》第六条")).toEqual(["gz-measures"]);
    expect(certain("《管理办法》由谁解释")).toEqual(["gz-measures"]);
  });
});

describe("a document that the collection lacks", () => {
  it("is told by a title in 《》", () => {
    expect(finder.foreign("《中华人民共和国乡村振兴促进法》怎么规定")).toEqual(["《中华人民共和国乡村振兴促进法》"]);
  });

  it("is told by its number", () => {
    expect(finder.foreign("工信部规〔2031〕205号怎么规定")).toEqual(["工信部规〔2031〕205号"]);
  });

  it.each([
    "《贵州省先进制造业集群培育管理办法》",
    "《管理办法》",
    "《关于加快培育先进制造业集群的指导意见》（苏政发〔2018〕86号）",
    "《培育先进制造业集群和创建制造业高质量发展试验区示范区的实施方案》",
  ])("is not %s", (title) => {
    expect(finder.foreign(`${title}怎么规定`)).toEqual([]);
  });

  it.each(["《薪酬办法》", "《整改意见》", "《招生方案》"])("is told by a short title in 《》 that ends in 办法, 意见 or 方案: %s", (title) => {
    expect(finder.foreign(`${title}怎么规定`)).toEqual([title]);
    expect(certain(`${title}怎么规定`)).toEqual([]);
  });
});
