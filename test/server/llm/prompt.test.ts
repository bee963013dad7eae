import { readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { Prompt } from "../../../server/llm/prompt.js";
import { tempFolder } from "../../support/temp-folder.js";

const PROMPTS = join(import.meta.dirname, "../../../prompts");

function prompt(content: string): Prompt {
  const folder = tempFolder();
  writeFileSync(join(folder, "greet.md"), content);
  return Prompt.read(folder, "greet");
}

const GREETING = "---\nvariables: [name, place]\n---\n{{name}}，欢迎来{{ place }}。{{name}}！\n";

describe("Prompt", () => {
  it("puts every variable in its place, each time it stands there, whatever characters it holds", () => {
    expect(prompt(GREETING).fill({ name: "$&{{place}}", place: "贵州" })).toBe("$&{{place}}，欢迎来贵州。$&{{place}}！");
  });

  it("refuses a missing variable and an unknown one by name", () => {
    expect(() => prompt(GREETING).fill({ name: "张三" })).toThrow("greet.md: variable place is missing");
    expect(() => prompt(GREETING).fill({ name: "张三", place: "贵州", time: "今天" })).toThrow("greet.md: variable time is unknown, expected name, place");
  });

  it.each([
    ["a variable that is used and not declared", "---\nvariables: [name]\n---\n{{name}}{{place}}", "{{place}} is not declared"],
    ["a variable that is declared and not used", "---\nvariables: [name, place]\n---\n{{name}}", "place is declared and never used"],
    ["no head", "{{name}}", "expected a head"],
    ["a head that declares nothing", "---\ntitle: x\n---\n{{name}}", "greet.md: expected a head"],
  ])("refuses a file with %s", (_what, content, message) => {
    expect(() => prompt(content)).toThrow(message);
  });

  it("reads every prompt that the product ships", () => {
    const names = readdirSync(PROMPTS).map((file) => basename(file, ".md"));
    expect(names).toContain("asked-as-suggest");
    for (const name of names) expect(() => Prompt.read(PROMPTS, name)).not.toThrow();
  });
});
