import { describe, expect, it } from "vitest";
import { openSnapshot } from "../../../ingest/index.js";
import { runIngest } from "../../../ingest/pipeline.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { ingestOf, refusal } from "../../support/taken-corpus.js";

const NAME = "not-answered.yaml";

const ENTRY = `- id: deadline
  about: trial-measures
  examples: [几号截止, 最晚哪天交, 申报到什么时候, 截止日期, 现在还能报吗, 哪天停止收件]
  reason: value_missing
  say: 办法没有写截止日期。
  ask: { body: 试点集群, provision: trial-measures#art_3 }
  related: [trial-measures#art_2__item_2]
`;

const changed = (from: string, to: string): string => {
  if (!ENTRY.includes(from)) throw new Error(`the entry holds no ${from}`);
  return ENTRY.replace(from, to);
};

const MISTAKES: [what: string, content: string, field: string | null, message: RegExp][] = [
  ["a document or region that the collection lacks", changed("about: trial-measures", "about: 江苏"), "deadline.about", /「江苏」/],
  ["a related provision that does not exist", changed("[trial-measures#art_2__item_2]", "[trial-measures#art_9]"), "deadline.related", /「trial-measures#art_9」/],
  ["a related provision that is no leaf", changed("[trial-measures#art_2__item_2]", "[trial-measures#art_2]"), "deadline.related", /最小一级/],
  ["a related provision of another document", changed("[trial-measures#art_2__item_2]", "[other#art_3]"), "deadline.related", /「other#art_3」/],
  ["a body to ask that its provision does not name", changed("body: 试点集群", "body: 省财政厅"), "deadline.ask.body", /没有「省财政厅」/],
  ["a body that rests on no provision", changed("provision: trial-measures#art_3", "provision: trial-measures#art_7"), "deadline.ask", /trial-measures#art_7/],
  ["a figure in what is said", changed("没有写截止日期", "只给5个工作日"), "deadline.say", /不应有数字/],
  ["a figure in Chinese numerals", changed("没有写截止日期", "每三年办一次"), "deadline.say", /不应有数字/],
  ["a reason that does not exist", changed("value_missing", "unknown"), "0.reason", /value_missing/],
  ["too few wordings", changed(", 截止日期, 现在还能报吗, 哪天停止收件", ""), "0.examples", /至少 6 个问法/],
  ["a field that does not exist", changed("  say:", "  answer: 是\n  say:"), "0", /没有这个字段：answer/],
  ["an id in another form", changed("id: deadline", "id: Dead_Line"), "0.id", /小写字母/],
  ["an id that stands twice", ENTRY + changed("[几号截止, 最晚哪天交, 申报到什么时候, 截止日期, 现在还能报吗, 哪天停止收件]", "[一, 二, 三, 四, 五, 六]"), "deadline.id", /重复/],
  ["a wording that stands in two entries", ENTRY + changed("id: deadline", "id: other"), "other.examples", /「几号截止」已写在 deadline 下/],
  ["a wording that a provision is said to answer", changed("几号截止", "多久复核一次"), "deadline.examples", /「多久复核一次」已写在 trial-measures#art_3 下/],
];

describe("not-answered.yaml", () => {
  it.each(MISTAKES)("is refused by entry and field for %s", async (_what, content, field, message) => {
    const error = await refusal({ [NAME]: content });
    expect({ file: error.file, field: error.field }).toEqual({ file: NAME, field });
    expect(error.message).toMatch(message);
  });

  it("goes into the snapshot; an entry need not name a body or provisions, and may be about a region or all", async () => {
    const more = "- id: taxes\n  about: all\n  examples: [税率, 交多少税, 几个点, 免税吗, 减税, 退税]\n  reason: not_covered\n  say: 文件没有写税率。\n";
    const options = ingestOf({ [NAME]: changed("about: trial-measures", "about: 贵州") + more });
    await runIngest(options);
    const [deadline, taxes] = openSnapshot(options.snapshotRoot).notAnswered;
    expect(deadline).toMatchObject({ id: "deadline", about: "贵州", reason: "value_missing", ask: { body: "试点集群" }, related: ["trial-measures#art_2__item_2"] });
    expect(taxes).toMatchObject({ id: "taxes", about: "all", ask: null, related: [] });
  });

  it("may be missing: nothing is then known to be left open", async () => {
    const options = ingestOf({ [NAME]: null });
    await runIngest(options);
    expect(openSnapshot(options.snapshotRoot).notAnswered).toEqual([]);
  });

  it("of the shipped corpus speaks of every document and of what none covers", () => {
    const { notAnswered, documents } = openRealSnapshot();
    const about = new Set(notAnswered.map((entry) => entry.about));
    for (const name of [...documents.keys(), "贵州", "all"]) expect(about).toContain(name);
  });
});
