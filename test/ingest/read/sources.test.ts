import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readSources, type SourceReading } from "../../../ingest/read/sources/read-sources.js";
import { Unreadable } from "../../../ingest/read/unreadable.js";
import { makeDocx, p } from "../../support/formats/make-docx.js";
import { makePdf } from "../../support/formats/make-pdf.js";
import { tempFolder } from "../../support/temp-folder.js";

afterEach(() => vi.unstubAllEnvs());

/** Writes the files and reads them. @returns for each its text and notes, or the reason */
async function read(files: Record<string, Uint8Array | string>, limits?: Parameters<typeof readSources>[2]): Promise<Record<string, { text: string; reading: SourceReading } | string>> {
  const folder = tempFolder();
  const paths = Object.keys(files).map((name) => join(folder, name));
  Object.values(files).forEach((content, i) => writeFileSync(paths[i]!, content));
  const readings = await readSources(paths, join(folder, "texts"), limits);
  return Object.fromEntries(
    Object.keys(files).map((name, i) => {
      const reading = readings[i]!;
      return [name, reading instanceof Unreadable ? reading.message : { text: readFileSync(reading.textPath ?? paths[i]!, "utf8"), reading }];
    }),
  );
}

const GOOD = makeDocx({ body: p("第一条 甲。") });
/** A table of a million cells inside one another's rows: small as a ZIP, large as a tree. */
const GREEDY = makeDocx({ body: Array.from({ length: 400_000 }, (_, i) => `<w:p><w:r><w:t>${i}</w:t></w:r></w:p>`).join("") });

describe("readSources", () => {
  it("leaves plain text where it lies, and starts no process for it", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "a.txt"), "第一条 甲。");
    expect(await readSources([join(folder, "a.txt")], join(folder, "texts"))).toEqual([{ format: "txt", textPath: null, sha256: null, notes: [] }]);
    expect(existsSync(join(folder, "texts"))).toBe(false);
  });

  it("tells the hash of a file that a child reads", async () => {
    const { "a.docx": read1 } = await read({ "a.docx": GOOD });
    expect(read1).toMatchObject({ text: "第一条 甲。\n", reading: { format: "docx", sha256: createHash("sha256").update(GOOD).digest("hex") } });
  });

  it("ends a child that takes too much memory, says so, and reads the files after it", async () => {
    const limits = { time: 100_000, memory: 240 * 1024 * 1024 };
    const reads = await read({ "1.docx": GREEDY, "2.docx": GREEDY, "3.docx": GOOD, "4.docx": GOOD }, limits);
    expect(Object.entries(reads).map(([name, one]) => [name, typeof one === "string" ? one : one.text])).toEqual([
      ["1.docx", expect.stringMatching(/^读取时占用内存超过 240 MB，已停止/)],
      ["2.docx", expect.stringMatching(/^读取时占用内存超过 240 MB，已停止/)],
      ["3.docx", "第一条 甲。\n"],
      ["4.docx", "第一条 甲。\n"],
    ]);
  });

  it("ends a child that takes too long, and says so", async () => {
    const { "a.docx": reason } = await read({ "a.docx": GREEDY }, { time: 50, memory: 1024 * 1024 * 1024 });
    expect(reason).toMatch(/^读了 0.05 秒还没有读完，已停止/);
  });

  it("refuses what is too big before it is read", async () => {
    const reads = await read({ "a.txt": Buffer.alloc(40 * 1024 * 1024, 0x61), "b.txt": "" });
    expect(reads).toEqual({ "a.txt": "文件有 40 MB，超过 32 MB，不像一份政策文件；请拆成几份", "b.txt": "文件是空的（0 字节）" });
  });
});

describe("what other programs of the machine do", () => {
  const OLD_WORD = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from("WordDocument", "utf16le")]);
  const SCAN = makePdf([{ texts: [] }]);

  it("without them, old Word and scans are told with what to install", async () => {
    vi.stubEnv("PATH", tempFolder());
    const reads = await read({ "a.doc": OLD_WORD, "b.pdf": SCAN });
    expect(reads["a.doc"]).toMatch(/没有装 LibreOffice/);
    expect(reads["b.pdf"]).toBe("是扫描件，1 页都没有文字；本机没有装 poppler（pdftoppm）和 tesseract（chi_sim），不能识别，请提供有文字的版本");
  });

  it("a scan is recognised page by page, and marked as little to be trusted", async () => {
    const bin = join(tempFolder(), "bin");
    mkdirSync(bin);
    // The programs are not on every machine: these two answer as theirs do.
    script(join(bin, "pdftoppm"), 'for last; do :; done; : > "$last-1.png"; : > "$last-2.png"');
    script(join(bin, "tesseract"), "echo '第 一 条 为 培育 集群'; echo");
    vi.stubEnv("PATH", `${bin}${delimiter}${process.env["PATH"] ?? ""}`);
    const { "b.pdf": read1 } = await read({ "b.pdf": SCAN });
    expect(read1).toMatchObject({ text: "第一条为培育集群\n第一条为培育集群\n", reading: { format: "pdf", notes: [{ kind: "ocr", text: expect.stringContaining("可信度低") as string }] } });
  });

  it.each([
    ["EncryptedPackage", /加了密码/],
    ["Workbook", /Excel/],
    ["Nothing", /没有 Word 正文/],
  ])("an old Office file with %s goes to no program", async (name, reason) => {
    const bytes = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from(name, "utf16le")]);
    expect((await read({ "a.docx": bytes }))["a.docx"]).toMatch(reason);
  });
});

function script(path: string, body: string): void {
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}
