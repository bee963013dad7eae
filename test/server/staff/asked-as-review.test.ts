import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openSnapshot, type Snapshot } from "../../../ingest/index.js";
import { runIngest } from "../../../ingest/pipeline.js";
import { floorOf } from "../../../server/staff/asked-as-floors.js";
import { reviewAskedAs, type AskedAsReview, type Finding } from "../../../server/staff/asked-as-review.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";

const FILE = "documents/trial-measures/asked-as.yaml";
const folder = sharedTempFolder();
let corpus: string;
let snapshot: Snapshot;

beforeAll(async () => {
  corpus = writeTinyCorpus(folder);
  await runIngest({ corpusFolder: corpus, snapshotRoot: join(folder, "snapshots") });
  snapshot = openSnapshot(join(folder, "snapshots"));
});

async function review(asked: string, ...documentIds: string[]): Promise<AskedAsReview> {
  writeFileSync(join(corpus, FILE), asked);
  return reviewAskedAs(snapshot, corpus, documentIds);
}

/** What was found, but for the floors, which a small file never meets. */
async function findings(asked: string): Promise<Finding[]> {
  return (await review(asked)).findings.filter((finding) => finding.kind !== "below_floor");
}

describe("reviewAskedAs", () => {
  it("counts questions by document and finds nothing wrong with a good file", async () => {
    const good = "art_2__item_2:\n  - 申报材料能不能造假\n  - 材料要真实吗\nart_3:\n  - 多久复核一次\n";
    expect(await findings(good)).toEqual([]);
    expect((await review(good)).documents).toEqual([{ documentId: "trial-measures", provisions: 6, questions: 3, fewest: 0, most: 2 }]);
  });

  it("tells every hard fault with its line: an unknown provision, an empty question, one that stands twice in a provision", async () => {
    const found = await findings("art_3:\n  - 多久复核一次\n  - ''\n  - 多久复核一次？\nart_9:\n  - 有没有第九条\nart_2:\n  - 条件是什么\n");
    expect(found.map(({ kind, hard, line, eId }) => [kind, hard, line, eId])).toEqual([
      ["unreadable", true, 3, "art_3"],
      ["unknown_provision", true, 6, "art_9"],
      ["unknown_provision", true, 8, "art_2"],
      ["repeated", true, 4, "art_3"],
    ]);
    expect(found[3]).toMatchObject({ file: FILE, question: "多久复核一次？", message: "与第 2 行是同一个问法" });
  });

  it("finds a question that another provision of the document answers clearly better", async () => {
    const found = await findings("art_2__item_2:\n  - 造假行不行\nart_3:\n  - 集群的申报材料真实\n  - 几年查一回\n");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ kind: "fits_elsewhere", hard: false, line: 4, eId: "art_3", question: "集群的申报材料真实" });
    expect(found[0]!.message).toContain("更像在问第二条第（二）项（art_2__item_2）");
    expect(await findings("art_2__item_2:\n  - 造假行不行\n  - 集群的申报材料真实\nart_3:\n  - 几年查一回\n")).toEqual([]);
  });

  it("does not take a question for misplaced because it names another provision by number", async () => {
    expect(await findings("art_3:\n  - 第二条第二项申报材料真实跟这条啥关系\n")).toEqual([]);
  });

  it("finds the same question under two provisions, and questions too short or too long to tell what is asked", async () => {
    const found = await findings(`art_1:\n  - 复核\n  - 集群是哪样\nart_3:\n  - 集群是哪样？\n  - ${"很长的故事".repeat(13)}\n`);
    const kinds = found.map(({ kind, eId }) => `${kind} ${eId}`);
    expect(kinds).toEqual(expect.arrayContaining(["stands_twice art_1", "too_short art_1", "too_long art_3"]));
    expect(found.find(({ kind }) => kind === "stands_twice")!.message).toContain("trial-measures#art_3 第 5 行「集群是哪样？」");
    expect(found.every(({ hard }) => !hard)).toBe(true);
  });

  it("counts every provision against its floor", async () => {
    const { findings: all } = await review(`art_3:\n${Array.from({ length: 15 }, (_, i) => `  - 第${i}个人怎么问复核`).join("\n")}\n`);
    const floors: Record<string, string> = Object.fromEntries(all.filter(({ kind }) => kind === "below_floor").map(({ eId, message }) => [eId!, message]));
    expect(Object.keys(floors)).toEqual(["title", "art_1", "art_2__intro", "art_2__item_1", "art_2__item_2"]);
    expect(floors.title).toBe("标题有 0 个问法，应有 8 个");
    expect(floors.art_1).toBe("第一条有 0 个问法，应有 15 个");
  });

  it("says so of a folder that the snapshot does not hold yet, and looks at one document where one is named", async () => {
    mkdirSync(join(corpus, "documents/newcomer"), { recursive: true });
    writeFileSync(join(corpus, "documents/newcomer/asked-as.yaml"), "art_1: [问]\n");
    const kinds = async (...ids: string[]): Promise<string[]> => (await review("art_3:\n  - 多久复核一次\n", ...ids)).findings.filter(({ hard }) => hard).map(({ kind, file }) => `${kind} ${file}`);
    expect(await kinds()).toEqual(["unknown_document documents/newcomer/asked-as.yaml"]);
    expect(await kinds("trial-measures")).toEqual([]);
  });
});

describe("floors", () => {
  const passages = new Map(openRealSnapshot().passages.map((passage) => [`${passage.document.meta.id}#${passage.provision.eId}`, passage]));

  it.each([
    ["gz-measures#art_1", 15],
    ["gz-measures#art_4__para_2", 15],
    ["gz-measures#art_6__item_7", 15],
    ["gz-measures#art_6__intro", 8],
    ["gz-measures#edition", 8],
    ["gz-opinion#sec_2__subsec_1__para_1", 15],
    ["gz-opinion#sec_2__subsec_1__dash_1", 8],
    ["sd-plan#sec_2__subsec_1__point_1", 15],
    ["sd-plan#sec_2__subsec_1__point_20", 15],
    ["sd-plan#sec_2__subsec_1__para_1", 8],
    ["sd-plan#sec_2__subsec_2__point_1", 8],
    ["js-opinion#sec_3__subsec_2", 8],
    ["city-essay#sec_3__point_4", 8],
  ])("%s should have %i questions", (id, floor) => {
    expect(floorOf(passages.get(id)!)).toBe(floor);
  });

  it("are met by the shipped corpus", () => {
    expect([...passages].filter(([, passage]) => passage.askedAs.length < floorOf(passage)).map(([id]) => id)).toEqual([]);
  });
});
