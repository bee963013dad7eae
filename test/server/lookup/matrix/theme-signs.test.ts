import { describe, expect, it } from "vitest";
import type { Theme } from "../../../../ingest/model.js";
import { signsOf } from "../../../../server/lookup/matrix/theme-signs.js";

const theme = (signs: Partial<Theme>) => signsOf({ id: "theme", name: "主题", about: "主题", headings: [], words: [], cues: [], except: [], ...signs });

describe("the signs of a theme", () => {
  it("count the words that a sentence holds, whatever their width", () => {
    const { wordsIn } = theme({ words: ["专项资金", "10%", "vc基金"] });
    expect(wordsIn("设立专项资金，按１０％安排。")).toBe(2);
    expect(wordsIn("引入ＶＣ基金。")).toBe(1);
    expect(wordsIn("资金另行安排。")).toBe(0);
  });

  it("may have a gap: parts in this order, each near the one before", () => {
    const { wordsIn } = theme({ words: ["引进…人才"] });
    expect(wordsIn("引进高层次和紧缺人才。")).toBe(1);
    expect(wordsIn("人才不足，靠引进。")).toBe(0);
    expect(wordsIn(`引进${"设备".repeat(60)}，人才不足。`)).toBe(0);
    expect(wordsIn(`引进${"设备".repeat(60)}，再引进人才。`)).toBe(1);
  });

  it("name a heading by a part of it, or by its end, brackets left aside", () => {
    const { inHeading } = theme({ headings: ["资金", "…集群"] });
    expect(["强化资金保障", "轨道交通装备产业集群（国家级）", "数控机床产业集群"].map(inHeading)).toEqual([true, true, true]);
    expect(["集群的优势", "要素保障"].map(inHeading)).toEqual([false, false]);
  });

  it("do not count where an exception stands", () => {
    const { wordsIn, inHeading } = theme({ headings: ["要素"], words: ["动态管理"], except: ["项目库", "创新要素"] });
    expect(wordsIn("对集群实行动态管理。")).toBe(1);
    expect(wordsIn("建立项目库，实行动态管理。")).toBe(0);
    expect(inHeading("促进创新要素聚集")).toBe(false);
  });

  it("weigh a cue less than a word, and recognise nothing by it", () => {
    const { wordsIn, worth } = theme({ words: ["主攻方向"], cues: ["重点发展"] });
    expect(wordsIn("重点发展芯片。")).toBe(0);
    expect(worth("重点发展芯片。")).toBeGreaterThan(0);
    expect(worth("以此为主攻方向。")).toBeGreaterThan(worth("重点发展芯片。"));
  });
});
