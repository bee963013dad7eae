import type { PolicyDocument, Snapshot } from "../../ingest/index.js";
import type { ImpliedRegion } from "./understanding.js";

/** Where documents name companies: 依托磷化集团、贵州裕能等企业; 以海尔、海信等龙头骨干企业为引领; 推进茅台酒、习酒扩能技改等重点项目. */
const COMPANIES = /(?:依托|以|支持|发挥|围绕|推动|推进|加快|做大)([^。；，：]*?)等[^。；，、]{0,10}?(?:企业|公司|龙头|项目)/g;
const LEADING_VERB = /^(以|推进|做大|支持|加快|依托|发挥|围绕|推动)+/;
/** What a company's name ends with and people leave out: 茅台酒 -> 茅台. */
const COMPANY_END = /(有限公司|股份|集团|公司|制药|药业|实业|科技|电子|铝业|乳业|酒)$/;
/** A short name that ends like goods or works is none of a company. */
const GOODS = /(软件|设备|装备|材料|产品|件|库|器|机|平台|项目|建设|改造|应用|示范|担保|保理|租赁|空间|苗圃|机械|纺织|石油|白酒|化工|信息|人才)$/;
const LONGEST_GOODS = 4;
/** Headings of clusters and zones: 1、青岛轨道交通装备产业集群（国家级）. */
const CLUSTER = /^[^\u4e00-\u9fff]*([\u4e00-\u9fff]{4,24}?(?:集群|试验区|示范区))/;

/**
 * Finds names out of the documents that only one region's documents have: a company or a cluster stands for its region where
 * the question names none. The names are read from the text of the snapshot.
 */
export class RegionalNames {
  /** Every name, of one region's documents or of several. */
  private readonly all: ReadonlySet<string>;
  /** Those of one region, longest name first. */
  private readonly names: readonly ImpliedRegion[];

  constructor({ documents, lexicon }: Snapshot) {
    const common = new Set([...lexicon.terms, ...lexicon.stopwords]);
    const texts = textByRegion([...documents.values()]);
    const candidates = new Set([...documents.values()].flatMap((document) => [...companiesIn(document.text), ...clustersIn(document)]));
    this.all = new Set([...candidates].filter((name) => name.length >= 2 && !common.has(name) && !(name.length <= LONGEST_GOODS && GOODS.test(name))));
    this.names = [...this.all]
      .flatMap((name) => {
        const regions = [...texts].filter(([, text]) => text.includes(name)).map(([region]) => region);
        return regions.length === 1 && regions[0] !== "" ? [{ name, region: regions[0]! }] : [];
      })
      .sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
  }

  /** Whether a word is a company or a cluster of the documents. */
  has(word: string): boolean {
    return this.all.has(word);
  }

  /** Names in the question, the longest at each spot. */
  find(question: string): ImpliedRegion[] {
    let rest = question;
    return this.names.filter(({ name }) => {
      if (!rest.includes(name)) return false;
      rest = rest.replaceAll(name, "\n");
      return true;
    });
  }
}

/** The text of each region's documents; those of no region under "". */
function textByRegion(documents: readonly PolicyDocument[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { meta, text } of documents) texts.set(meta.region ?? "", (texts.get(meta.region ?? "") ?? "") + text);
  return texts;
}

function companiesIn(text: string): string[] {
  return [...text.matchAll(COMPANIES)]
    .flatMap(([, list]) => list!.split(/[、和]/))
    .map((name) => name.replace(/[（(].*$/, "").replace(/[“”]/g, "").replace(LEADING_VERB, ""))
    .flatMap((name) => [name, name.replace(COMPANY_END, "")])
    .filter((name) => /^[\u4e00-\u9fff]{2,12}$/.test(name));
}

function clustersIn({ text, provisions }: PolicyDocument): string[] {
  return provisions.filter(({ kind }) => kind === "point" || kind === "dash").flatMap(({ start, end }) => {
    const name = CLUSTER.exec(text.slice(start, end))?.[1];
    return name ? [name] : [];
  });
}
