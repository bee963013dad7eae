import { describe, expect, it } from "vitest";
import { structured } from "../../support/structured.js";

const FURNITURE = new Set(["header", "title", "edition", "docnum", "salutation", "cover", "preface", "signature"]);

/** Kind and content of the provisions before and after the body. */
function furniture(...lines: string[]): string[] {
  const { text, provisions } = structured(...lines);
  return provisions.filter((entry) => FURNITURE.has(entry.kind)).map((entry) => `${entry.kind}: ${text.slice(entry.start, entry.end)}`);
}

describe("front matter", () => {
  it("tells the cover letter before the title from the preface after it", () => {
    const cover = "为加快培育集群，我厅制定了实施方案，现印发给你们。";
    const preface = "为贯彻落实国家部署，现提出如下意见。";
    expect(furniture(cover, "培育集群实施方案", preface, "一、总体要求")).toEqual([
      `cover: ${cover}`, "title: 培育集群实施方案", `preface: ${preface}`,
    ]);
  });

  it("joins a title that runs over several lines, with the years under it", () => {
    const { at, contentOf, eIds } = structured("培育先进制造业集群和创建制造业", "高质量发展示范区的实施方案", "（2021-2025年）", "", "一、目标");
    expect(contentOf("title")).toBe("培育先进制造业集群和创建制造业\n高质量发展示范区的实施方案\n（2021-2025年）");
    expect(at("title").label).toBe("标题");
    expect(eIds).not.toContain("edition");
  });

  it("keeps a title that is printed twice as two titles", () => {
    const { contentOf } = structured("某省关于培育集群的指导意见 ", "某省关于培育集群的指导意见", "一、总体要求");
    expect(contentOf("title")).toBe("某省关于培育集群的指导意见");
    expect(contentOf("title_2")).toBe("某省关于培育集群的指导意见");
  });

  it("sets a law database's lines and the word 附件 apart as header", () => {
    expect(
      furniture("  \t【法宝引证码】 CLI.12.1468033  ", "原文链接：http://example.org/lar/1.html", "附件", "附件 2：", "关于培育集群的意见", "一、总体要求"),
    ).toEqual(["header: 【法宝引证码】 CLI.12.1468033", "header: 原文链接：http://example.org/lar/1.html", "header: 附件", "header: 附件 2：", "title: 关于培育集群的意见"]);
  });

  it("knows 文号, edition and salutation by their form", () => {
    expect(furniture("关于培育集群的意见", "（苏政发〔2018〕86号）", "（征求意见稿）", "各市、县（市、区）人民政府：", "一、总体要求")).toEqual([
      "title: 关于培育集群的意见", "docnum: （苏政发〔2018〕86号）", "edition: （征求意见稿）", "salutation: 各市、县（市、区）人民政府：",
    ]);
  });

  it.each(["苏政发〔2018〕86号", "黔府办发[2023]14号", "国办发（2023）14号", "工信部规【 2022】3号"])("knows %s as a 文号", (line) => {
    expect(furniture("关于培育集群的意见", line, "一、总体要求")[1]).toBe(`docnum: ${line}`);
  });

  it("takes the first paragraph of a text with no title for a preface", () => {
    const preface = "随着经济秩序深度调整，集群地位愈加凸显。";
    expect(furniture(preface, "一、优势")).toEqual([`preface: ${preface}`]);
  });

  it("sets issuing body and date at the end apart as signature", () => {
    const { at, contentOf } = structured("一、总体要求", "（一）加强领导。省厅统筹。", "江苏省人民政府", "2018年6月25日");
    expect(contentOf("signature")).toBe("江苏省人民政府");
    expect(contentOf("signature_2")).toBe("2018年6月25日");
    expect(at("signature").label).toBe("落款");
    expect(contentOf("sec_1__subsec_1")).toBe("（一）加强领导。省厅统筹。");
  });

  it("reads a date in Chinese numerals as a signature's date", () => {
    expect(structured("一、甲", "某某厅", "二〇二五年三月十日").eIds).toEqual(["sec_1", "signature", "signature_2"]);
  });

  it("takes no last paragraph for a signature where no date ends the document", () => {
    expect(structured("一、甲", "某某厅").eIds).not.toContain("signature");
    expect(structured("一、甲", "某某厅", "2018年6月").eIds).not.toContain("signature");
  });

  it("leaves the body's last sentence to the body where a date follows it", () => {
    expect(furniture("一、甲", "本意见由省厅负责解释。", "2018年6月25日")).toEqual(["signature: 2018年6月25日"]);
  });

  it("signs a document without any number once: every line stands in one provision only", () => {
    const { contentOf, text, provisions } = structured("关于报送材料的通知", "请按时报送材料。", "某某厅", "2025年1月1日");
    expect(provisions.map((entry) => text.slice(entry.from, entry.until)).join("")).toBe(text);
    expect(contentOf("signature")).toBe("某某厅");
    expect(contentOf("signature_2")).toBe("2025年1月1日");
  });
});
