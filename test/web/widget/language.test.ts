import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { Converter as ToTraditional } from "opencc-js/cn2t";
import { Converter } from "opencc-js/t2cn";
import { describe, expect, it } from "vitest";
import { TRADITIONAL } from "../../../web/widget/traditional-words.js";
import { launcherOf, setStage, type WidgetStage } from "../../support/widget-stage.js";

const WEB = join(import.meta.dirname, "../../../web");
/** What is no phrase of the interface by itself: parts of others, what is sent or copied, what is looked for. */
const NONE = new Set(["出处：", "集群政策助手整理，以正式印发的文件为准。", "有没有", "{}年{}月发生过{}{}{}", "，等级不清楚", "，单位是{}", "请填 {} 到 {} 的整数{}。"]);
const toTraditional = ToTraditional({ from: "cn", to: "tw" });
const toSimplified = Converter({ from: "t", to: "cn" });

/** Every phrase with Chinese in it that stands in a file, `{}` for what is put into it. */
function phrasesIn(path: string): string[] {
  const phrases: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) phrases.push(node.text);
    if (ts.isTemplateExpression(node)) phrases.push(node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join(""));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true));
  return phrases.filter((phrase) => /\p{Script=Han}/u.test(phrase) && !NONE.has(phrase));
}

describe("the table of words", () => {
  const folders = ["chat", "widget", "ui", "client"].flatMap((folder) => readdirSync(join(WEB, folder)).map((name) => join(WEB, folder, name)));
  const files = [...folders, ...["provision-view", "copy-button", "read-document"].map((name) => join(WEB, `reader/${name}.ts`)), join(WEB, "../server/schemas/standing.ts")].filter((path) => path.endsWith(".ts") && !path.endsWith("traditional-words.ts"));
  const phrases = new Set(files.flatMap(phrasesIn));

  it("has every phrase of the widget that is written otherwise, and none that the widget does not say", () => {
    expect([...phrases].filter((phrase) => TRADITIONAL[phrase] === undefined && toTraditional(phrase) !== phrase)).toEqual([]);
    expect(Object.keys(TRADITIONAL).filter((phrase) => !phrases.has(phrase))).toEqual([]);
  });

  it("says the same in both, with the same places", () => {
    for (const [phrase, said] of Object.entries(TRADITIONAL)) expect(toSimplified(said).replace(/[「」]/g, (mark) => (mark === "「" ? "“" : "”")).replace(/著/g, "着")).toBe(phrase);
  });
});

describe("a widget in traditional characters", () => {
  let stage: WidgetStage;
  setStage((set) => (stage = set));

  it("speaks so wherever it speaks itself, and quotes as published", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/", { policy: stage.policy, body: stage.tag('data-language="zh-Hant"') }));
    expect(await launcherOf(page).innerText()).toContain("政策問答");
    await launcherOf(page).click();
    const input = page.getByRole("textbox", { name: "問題" });
    await input.fill("管理办法第十一条");
    await input.press("Enter");
    const answer = page.locator('.message--answer[aria-busy="false"]');
    await answer.waitFor();
    expect(await answer.locator(".answer__label").innerText()).toBe("原文摘錄");
    expect(await answer.locator(".citation__quote").first().innerText()).toContain("公示5个工作日");
    expect(await answer.locator(".answer__text").innerText()).toContain("公示5个工作日");
    expect(await answer.getByRole("link", { name: "查看原文：《贵州省" }).count()).toBe(1);
    await answer.getByRole("button", { name: "有幫助" }).click();
    await answer.getByText("已收到，謝謝").waitFor();
    expect(stage.faults).toEqual([]);
  });

  it("is asked for by its name, and by no other", async () => {
    const page = await stage.window();
    await page.goto(stage.site.page("/", { policy: stage.policy, body: stage.tag('data-language="fr"') }));
    await expect.poll(() => stage.faults.join()).toContain("expected `language` to be zh-CN or zh-Hant, got fr");
  });
});
