import { parseArgs } from "node:util";
import { normaliseText } from "../ingest/read/normalise.js";
import type { AuditFinding, Provision } from "../ingest/model.js";
import { auditNumbering } from "../ingest/structure/audit.js";
import { leavesOf, structureText } from "../ingest/structure/structure.js";
import { barLine, rounded, type Bar } from "./figures.js";
import { plainText } from "./laws-corpus.js";
import { countArticles } from "./structure/careful-count.js";
import { readTarGz } from "./tar.js";

const USAGE = "用法：npm run bench:structure -- --laws FILE.tar.gz [--json]";

/** Structures every law of an archive: whether nothing is lost, whether its articles are those of a careful count, which numbers go backwards, how fast. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { laws: { type: "string" }, json: { type: "boolean", default: false } } });
  if (!values.laws) {
    console.error(USAGE);
    return 2;
  }
  const figures = await measure(values.laws);
  console.log(values.json ? JSON.stringify(figures, null, 2) : describe(figures));
  for (const bar of barsFor(figures)) console.error(barLine(bar));
  return 0;
}

interface Disagreement {
  document: string;
  /** Articles of the tree that the count lacks, and the other way round; the first few. */
  onlyInTree: string[];
  onlyCounted: string[];
}

interface Figures {
  documents: number;
  megabytes: number;
  articles: number;
  /** Documents whose leaves, joined, are not their text. */
  lossy: string[];
  disagreements: Disagreement[];
  findings: Record<string, number>;
  backwards: string[];
  cpuSeconds: number;
  megabytesPerCpuSecond: number;
}

async function measure(archive: string): Promise<Figures> {
  const figures: Figures = {
    documents: 0, megabytes: 0, articles: 0, lossy: [], disagreements: [], findings: {}, backwards: [], cpuSeconds: 0, megabytesPerCpuSecond: 0,
  };
  let bytes = 0;
  for await (const { path, content } of readTarGz(archive)) {
    if (!/\.(md|txt)$/.test(path)) continue;
    const text = normaliseText(plainText(content.toString("utf8")));
    const started = process.cpuUsage();
    const provisions = structureText(text);
    const { user, system } = process.cpuUsage(started);
    figures.cpuSeconds += (user + system) / 1e6;
    figures.documents++;
    bytes += content.byteLength;
    check(figures, path, text, provisions);
  }
  return { ...figures, megabytes: rounded(bytes / 1e6), megabytesPerCpuSecond: rounded(bytes / 1e6 / figures.cpuSeconds), cpuSeconds: rounded(figures.cpuSeconds) };
}

const MOST_SHOWN = 8;

function check(figures: Figures, document: string, text: string, provisions: Provision[]): void {
  if (leavesOf(provisions).map((leaf) => text.slice(leaf.from, leaf.until)).join("") !== text) figures.lossy.push(document);
  const counted = countArticles(text);
  const articles = provisions.filter(({ kind, inferred }) => kind === "article" && !inferred).map(({ ordinal, insertion }) => (insertion === null ? `${ordinal}` : `${ordinal}之${insertion}`));
  figures.articles += articles.length;
  if (articles.join() !== counted.join()) {
    figures.disagreements.push({ document, onlyInTree: without(articles, counted).slice(0, MOST_SHOWN), onlyCounted: without(counted, articles).slice(0, MOST_SHOWN) });
  }
  for (const { kind, line, message } of auditNumbering(document, text, provisions)) {
    figures.findings[kind] = (figures.findings[kind] ?? 0) + 1;
    const backwards: AuditFinding["kind"][] = ["reversal", "duplicate"];
    if (backwards.includes(kind)) figures.backwards.push(`${document}:${line} ${message}`);
  }
}

/** What of one list is not in the other, as often as it is there. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const rest = new Map<string, number>();
  for (const entry of other) rest.set(entry, (rest.get(entry) ?? 0) + 1);
  return list.filter((entry) => {
    const left = rest.get(entry) ?? 0;
    rest.set(entry, left - 1);
    return left <= 0;
  });
}

function barsFor({ documents, lossy, disagreements, megabytesPerCpuSecond }: Figures): Bar[] {
  return [
    { name: "documents that lose text", got: lossy.length, most: 0 },
    { name: "documents whose articles are those of a careful count, %", got: (100 * (documents - disagreements.length)) / documents, least: 99.5 },
    { name: "structure alone, MB a second of processor time", got: megabytesPerCpuSecond, least: 5 },
  ];
}

function describe({ documents, megabytes, articles, disagreements, findings, backwards, cpuSeconds }: Figures): string {
  return [
    `${documents} 份文件，${megabytes} MB，${articles} 条，识别结构用处理器 ${cpuSeconds} 秒`,
    `与逐行清点不一致的 ${disagreements.length} 份：`,
    ...disagreements.map(({ document, onlyInTree, onlyCounted }) => `  ${document}　只在结构里：${onlyInTree.join(" ") || "无"}　只在清点里：${onlyCounted.join(" ") || "无"}`),
    `序号核对：${Object.entries(findings).map(([kind, count]) => `${kind} ${count}`).join("，")}`,
    ...backwards.map((one) => `  ${one}`),
  ].join("\n");
}

process.exitCode = await main();
