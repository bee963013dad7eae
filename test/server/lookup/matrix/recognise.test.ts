import { describe, expect, it } from "vitest";
import { provisionsOn } from "../../../../server/lookup/matrix/recognise.js";
import { signsOf } from "../../../../server/lookup/matrix/theme-signs.js";
import { documentOf, realDocuments, realLexicon } from "../../../support/documents.js";

const documents = realDocuments();
const themes = realLexicon().themes;

const numbered = (before: string, from: number, to: number, after = ""): string[] => Array.from({ length: to - from + 1 }, (_, i) => `${before}${from + i}${after}`);
const CLUSTERS_OF_GUIZHOU = numbered("sec_2__subsec_", 1, 8, "__para_1");
const CLUSTERS_OF_SHANDONG = numbered("sec_2__subsec_1__point_", 1, 20);

/** Each cell as a reader of the whole document finds it; an empty one was looked for and is not there. */
const READ: Record<string, Record<string, string[]>> = {
  clusters: {
    "gz-measures": ["art_2"],
    "gz-opinion": ["preface", "sec_2__para_1", ...CLUSTERS_OF_GUIZHOU],
    "js-opinion": ["sec_1__subsec_1", "sec_1__subsec_3__para_1"],
    "sd-plan": ["sec_2__subsec_1__para_1", ...CLUSTERS_OF_SHANDONG],
  },
  applicants: {
    "gz-measures": ["art_4__para_1", "art_4__para_2", "art_8"],
    "gz-opinion": [],
    "js-opinion": [],
    "sd-plan": ["sec_2__subsec_1__para_1", "sec_2__subsec_2__para_1", "sec_3__subsec_6"],
  },
  directions: {
    "gz-measures": ["art_5__intro", ...numbered("art_5__item_", 1, 7)],
    "gz-opinion": ["sec_2__para_1", ...CLUSTERS_OF_GUIZHOU],
    "js-opinion": ["sec_1__subsec_3__para_1"],
    "sd-plan": ["sec_2__subsec_1__para_1", ...CLUSTERS_OF_SHANDONG, "sec_2__subsec_2__point_1"],
  },
  targets: {
    "gz-measures": [],
    "gz-opinion": ["sec_1__subsec_3__para_1", ...CLUSTERS_OF_GUIZHOU],
    "js-opinion": [...numbered("sec_1__subsec_3__para_", 1, 3), "sec_2__subsec_1__para_2", "sec_2__subsec_2__para_3", "sec_2__subsec_2__para_5", "sec_2__subsec_3__para_3"],
    "sd-plan": ["sec_1__para_1", "sec_2__subsec_2__point_1"],
  },
  funding: {
    "gz-measures": ["art_14"],
    "gz-opinion": ["sec_4__subsec_2", "sec_4__subsec_3"],
    "js-opinion": ["sec_2__subsec_1__para_3", "sec_2__subsec_5__para_3", "sec_3__subsec_1", "sec_3__subsec_2", "sec_3__subsec_3"],
    "sd-plan": ["sec_3__subsec_4", "sec_4__subsec_3", "sec_4__subsec_5"],
  },
  resources: {
    "gz-measures": ["art_6__item_6", "art_13", "art_14"],
    "gz-opinion": ["sec_4__subsec_4"],
    "js-opinion": ["sec_3__subsec_3"],
    "sd-plan": ["sec_4__subsec_3", "sec_4__subsec_6"],
  },
  talent: {
    "gz-measures": [],
    "gz-opinion": ["sec_4__subsec_2"],
    "js-opinion": ["sec_2__subsec_5__para_3", "sec_3__subsec_1", "sec_4__subsec_2"],
    "sd-plan": ["sec_4__subsec_4"],
  },
  organisation: {
    "gz-measures": ["art_3", "art_13"],
    "gz-opinion": ["sec_4__subsec_1"],
    "js-opinion": ["sec_4__subsec_1", "sec_4__subsec_2"],
    "sd-plan": ["sec_3__subsec_6", "sec_4__subsec_1"],
  },
  assessment: {
    "gz-measures": ["art_7", "art_15", "art_16", "art_17"],
    "gz-opinion": [],
    "js-opinion": ["sec_4__subsec_3"],
    "sd-plan": ["sec_2__subsec_1__para_1", "sec_2__subsec_2__para_1"],
  },
};
const CELLS = Object.entries(READ).flatMap(([theme, cells]) => Object.entries(cells).map(([document, eIds]) => ({ theme, document, eIds })));

/** Found by theme and document, in the order told. */
function found(theme: string, document: string) {
  return provisionsOn(documents.get(document)!, signsOf(themes.find(({ id }) => id === theme)!));
}
const byAddress = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

describe("themes over the shipped documents", () => {
  it("are the nine that were read for this test, over the four documents of policy", () => {
    expect(themes.map(({ id }) => id)).toEqual(Object.keys(READ));
    expect(CELLS).toHaveLength(36);
  });

  it.each(CELLS)("$theme in $document: what a reader finds there, and nothing else", ({ theme, document, eIds }) => {
    const told = found(theme, document).map(({ span }) => span.provision.eId);
    expect([...told].sort(byAddress)).toEqual([...eIds].sort(byAddress));
  });

  it.each([
    ["funding", "js-opinion", "sec_3__subsec_2", "财政专项资金按10%的比例"],
    ["funding", "gz-opinion", "sec_4__subsec_2", "不低于10%的比例"],
    ["funding", "sd-plan", "sec_4__subsec_5", "给予配套奖补"],
    ["assessment", "gz-measures", "art_15", "每三年复核一次"],
    ["organisation", "js-opinion", "sec_4__subsec_1", "每半年召开一次"],
    ["clusters", "gz-opinion", "sec_2__para_1", "五大先进制造业集群"],
    ["directions", "gz-measures", "art_5__intro", "健康医药"],
    ["applicants", "gz-measures", "art_4__para_1", "申报主体为各产业集群发展促进组织"],
  ])("%s in %s: tells most first, by the sentences that matter", (theme, document, eId, words) => {
    const first = found(theme, document)[0]!.span;
    expect(first.provision.eId).toBe(eId);
    expect(first.document.text.slice(first.start, first.end)).toContain(words);
  });

  it("quotes whole sentences inside the provision, each an exact piece of the text", () => {
    let quotes = 0;
    for (const theme of themes) {
      for (const document of documents.values()) {
        for (const { span } of provisionsOn(document, signsOf(theme))) {
          const { provision, start, end } = span;
          expect(start).toBeGreaterThanOrEqual(provision.start);
          expect(end).toBeLessThanOrEqual(provision.end);
          if (start > provision.start) expect("。；！？\n”").toContain(document.text.slice(provision.start, start).trim().slice(-1));
          if (end < provision.end) expect(document.text.slice(start, end)).toMatch(/[。；！？][”’）)》]?$/);
          quotes++;
        }
      }
    }
    expect(quotes).toBeGreaterThan(100);
  });
});

describe("a document dropped into the corpus", () => {
  const dropped = documentOf(
    { id: "hn-notice", region: "湖南" },
    ["关于培育产业集群的通知", "一、工作目标", "到2028年，建成5个集群。", "二、支持措施", "（一）资金支持。设立基金，规模另行确定。", "（二）条件", "应当同时满足以下条件：", "1、产业突出。", "2、无事故。", "三、工作要求", "各地认真落实。"].join("\n"),
  );
  const told = (theme: string): string[] => provisionsOn(dropped, signsOf(themes.find(({ id }) => id === theme)!)).map(({ span }) => dropped.text.slice(span.start, span.end));

  it("is told by the same themes", () => {
    expect(told("targets")).toEqual(["到2028年，建成5个集群。"]);
    expect(told("funding")).toEqual(["（一）资金支持。设立基金，规模另行确定。"]);
  });

  it("says nothing of a theme that no heading and no sentence of it names", () => {
    expect(told("talent")).toEqual([]);
    expect(told("assessment")).toEqual([]);
  });

  it("is told by the items where the first paragraph only opens a list", () => {
    const signs = signsOf({ id: "conditions", name: "条件", about: "条件", headings: ["支持措施"], words: [], cues: [], except: [] });
    expect(provisionsOn(dropped, signs).map(({ span }) => dropped.text.slice(span.start, span.end))).toEqual(expect.arrayContaining(["1、产业突出。", "2、无事故。"]));
  });
});
