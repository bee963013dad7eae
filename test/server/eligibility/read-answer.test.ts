import { describe, expect, it } from "vitest";
import type { FactDefinition } from "../../../ingest/index.js";
import { readAnswer } from "../../../server/eligibility/read-answer.js";
import { foldQuestion } from "../../../server/understanding/fold.js";

const choice = (value: string, label: string) => ({ value, label, words: [label.slice(0, 2)], advice: null, cites: [] });
const FOUNDERS: FactDefinition = {
  id: "founders",
  name: "发起方",
  ask: "由谁发起？",
  hint: null,
  type: "choices",
  choices: [choice("enterprise", "集群龙头企业"), choice("social", "社会团体（协会、学会、商会等）"), choice("research", "科研机构、高校"), choice("government", "政府部门")],
};
const read = (text: string): unknown => readAnswer(foldQuestion(text), FOUNDERS)?.value;

describe("what the boxes of a list send", () => {
  it("is read label by label, however long, full-width or not", () => {
    expect(read("集群龙头企业、社会团体（协会、学会、商会等）、科研机构、高校")).toEqual(["social", "research", "enterprise"]);
    expect(read("社会团体(协会、学会、商会等)")).toEqual(["social"]);
  });

  it("is nobody's story: whatever else is said makes it none", () => {
    expect(read("集群龙头企业、社会团体（协会、学会、商会等）都没有参与，是县里的科研机构、高校牵的头")).toBeUndefined();
    expect(read("不知道")).toBeNull();
  });
});
