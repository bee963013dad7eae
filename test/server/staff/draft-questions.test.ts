import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { PolicyDocument } from "../../../ingest/index.js";
import type { ChatMessage, ChatModel } from "../../../server/llm/chat-model.js";
import { Prompt } from "../../../server/llm/prompt.js";
import { draftFile, draftQuestions, refuseWaitingDrafts, writeDrafts } from "../../../server/staff/draft-questions.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { tempFolder } from "../../support/temp-folder.js";

/** Gives the replies in order and records what it was asked. */
class ScriptedModel implements ChatModel {
  readonly name = "scripted";
  readonly asked: string[] = [];
  constructor(private readonly replies: string[]) {}

  complete(messages: readonly ChatMessage[]): Promise<string> {
    this.asked.push(messages.map((message) => message.content).join("\n"));
    return Promise.resolve(this.replies.shift() ?? '{"questions": []}');
  }
}

const prompt = Prompt.read("prompts", "asked-as-suggest");
const measures = openRealSnapshot().documents.get("gz-measures")!;
/** Enough questions for every provision but these. */
const enoughBut = (...lacking: string[]): Record<string, string[]> =>
  Object.fromEntries(measures.provisions.map(({ eId }) => [eId, lacking.includes(eId) ? [] : Array.from({ length: 15 }, (_, i) => `${eId} 第${i}问`)]));

const draft = (document: PolicyDocument, askedAs: Record<string, string[]>, replies: string[], floor?: number) => {
  const model = new ScriptedModel(replies);
  return draftQuestions(document, askedAs, { model, prompt, floor }).then((drafts) => ({ drafts, asked: model.asked }));
};

describe("draftQuestions", () => {
  it("asks for the provisions that have too few questions and for no other, each with its text, what is known and how many are missing", async () => {
    const askedAs = { ...enoughBut("art_15"), art_15: ["多久复核一次", "几年查一回"] };
    const { drafts, asked } = await draft(measures, askedAs, ['{"questions": ["隔多长时间复查", "集群要年检吗"]}']);
    expect(drafts).toEqual([{ eId: "art_15", label: "第十五条", questions: ["隔多长时间复查", "集群要年检吗"] }]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain("每三年复核一次，重点复核集群是否符合认定条件");
    expect(asked[0]).toContain("- 多久复核一次\n- 几年查一回");
    expect(asked[0]).toContain("再写 13 个问法");
  });

  it("drops what is known in the document, what is proposed twice, and what is too short or too long", async () => {
    const askedAs = { ...enoughBut("art_15"), art_14: ["钱从哪里来", ...Array.from({ length: 15 }, (_, i) => `第${i}问题`)] };
    const proposed = ["钱从哪里来？", "几年复核", "几年复核。", "啥", "长".repeat(61), "　多久\n查一次 "];
    const { drafts } = await draft(measures, askedAs, [JSON.stringify({ questions: proposed })]);
    expect(drafts[0]!.questions).toEqual(["几年复核", "多久 查一次"]);
  });

  it("reads JSON inside a fence, and goes on past a reply that is none", async () => {
    const { drafts } = await draft(measures, enoughBut("art_15", "art_16", "art_17"), ["好的，这是问法", '{"questions": "一个"}', '```json\n{"questions": ["什么情况会摘牌"]}\n```']);
    expect(drafts.map(({ questions, failure }) => [questions, failure !== undefined])).toEqual([[[], true], [[], true], [["什么情况会摘牌"], false]]);
  });

  it("asks for more where a higher floor is set", async () => {
    const { asked } = await draft(measures, enoughBut(), [], 17);
    expect(asked).toHaveLength(36);
    expect(asked[0]).toContain("再写 2 个问法");
  });
});

describe("the file of drafts", () => {
  let file: string;
  beforeEach(() => {
    file = draftFile(tempFolder(), "gz-measures");
    mkdirSync(dirname(file), { recursive: true });
  });

  it("is marked as not reviewed, and holds the questions in the form of asked-as.yaml", () => {
    refuseWaitingDrafts(file);
    writeDrafts(file, [{ eId: "art_15", label: "第十五条", questions: ["隔多久: 复查", "# 年检"] }, { eId: "art_16", label: "第十六条", questions: [], failure: "坏" }], "scripted");
    expect(file).toMatch(/documents\/gz-measures\/asked-as\.suggested\.yaml$/);
    expect(readFileSync(file, "utf8")).toMatch(/^# 未审核：由模型 scripted 起草，收录时不读取。\n/);
    expect(parse(readFileSync(file, "utf8"))).toEqual({ art_15: ["隔多久: 复查", "# 年检"] });
  });

  it("is not written over while it waits", () => {
    writeDrafts(file, [{ eId: "art_15", label: "第十五条", questions: ["隔多久复查"] }], "scripted");
    expect(existsSync(file)).toBe(true);
    expect(() => refuseWaitingDrafts(file)).toThrow(/已有未审核的问法/);
  });
});
