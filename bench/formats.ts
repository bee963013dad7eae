import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { readCorpus, type CorpusEntry } from "../ingest/corpus/corpus.js";
import type { PolicyDocument } from "../ingest/model.js";
import { readPlain } from "../ingest/read/plain.js";
import { findProgram, runProgram } from "../ingest/read/sources/outside-program.js";
import { readSources } from "../ingest/read/sources/read-sources.js";
import { Unreadable } from "../ingest/read/unreadable.js";
import { structureText } from "../ingest/structure/structure.js";
import { encodeGbk } from "./formats/encode-gbk.js";
import { treeDifferences } from "./formats/tree-differences.js";

const CORPUS = join(import.meta.dirname, "../corpus");
const FIXTURES = join(import.meta.dirname, "../test/ingest/read/fixtures");
const FIXTURE = "gz-measures";
const CONVERTED = ["docx", "pdf", "html", "doc"] as const;
const CONVERSION_MS = 300_000;
/** Spaces that GBK lacks stand in the originals; white space is not compared. */
const SPACES_BEYOND_GBK = /[\u00a0\u2000-\u200b]/g;

interface Compared {
  document: string;
  format: string;
  provisions: number;
  differences: string[];
  notes: string[];
}

/** Converts the documents of the corpus with LibreOffice, reads each back, and compares its tree with the original's. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, fixtures: { type: "boolean", default: false } } });
  const soffice = findProgram("soffice", "libreoffice");
  if (soffice === null) {
    console.error("本机没有装 LibreOffice，不能转换");
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), "policy-formats-"));
  try {
    const { entries } = readCorpus(CORPUS);
    await convertAll(soffice, entries, folder);
    if (values.fixtures) for (const format of CONVERTED) copyFileSync(join(folder, `${FIXTURE}.${format}`), join(FIXTURES, `${FIXTURE}.${format}`));
    const compared = await compareAll(entries, folder);
    console.log(values.json ? JSON.stringify(compared, null, 2) : describe(compared));
    return compared.every(({ differences }) => differences.length === 0) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function convertAll(soffice: string, entries: readonly CorpusEntry[], folder: string): Promise<void> {
  const sources = entries.map(({ meta, sourcePath }) => {
    const { text } = readPlain(readFileSync(sourcePath), "txt");
    writeFileSync(join(folder, `${meta.id}.gb.txt`), encodeGbk(text.replace(SPACES_BEYOND_GBK, " ")));
    const source = join(folder, `${meta.id}.txt`);
    copyFileSync(sourcePath, source);
    return source;
  });
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
  for (const format of CONVERTED) {
    await runProgram(soffice, ["--headless", "--norestore", profile, "--infilter=Text (encoded):UTF8,LF,,,", "--convert-to", format, "--outdir", folder, ...sources], CONVERSION_MS);
  }
}

async function compareAll(entries: readonly CorpusEntry[], folder: string): Promise<Compared[]> {
  const files = entries.flatMap((entry) => [...CONVERTED, "gb.txt"].map((format) => ({ entry, format, path: join(folder, `${entry.meta.id}.${format}`) })));
  const readings = await readSources(files.map(({ path }) => path), join(folder, "texts"));
  return files.map(({ entry, format, path }, i) => {
    const original = treeOf(readPlain(readFileSync(entry.sourcePath), "txt").text);
    const reading = readings[i]!;
    const base = { document: entry.meta.id, format: format === "gb.txt" ? "txt（GB18030）" : format, provisions: original.provisions.length };
    if (reading instanceof Unreadable) return { ...base, differences: [reading.message], notes: [] };
    const text = reading.textPath === null ? readPlain(readFileSync(path), "txt").text : readFileSync(reading.textPath, "utf8");
    return { ...base, differences: treeDifferences(original, treeOf(text)), notes: reading.notes.map((note) => note.text) };
  });
}

function treeOf(text: string): Pick<PolicyDocument, "text" | "provisions"> {
  return { text, provisions: structureText(text) };
}

function describe(compared: readonly Compared[]): string {
  const rows = compared.map(({ document, format, provisions, differences, notes }) => [
    `| ${document} | ${format} | ${provisions} | ${differences.length === 0 ? "相同" : `${differences.length} 处不同`} | ${notes.join("；")} |`,
    ...differences.map((difference) => `    ${difference}`),
  ]);
  return ["| 文件 | 格式 | 条款 | 条款树 | 读取说明 |", "|---|---|---|---|---|", ...rows.flat(), "", "比较每个条款的地址、标签和文字；不比较空白（版面格式没有空行，折行处的空格会丢失）。"].join("\n");
}

process.exitCode = await main();
