import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readSync, statSync, createReadStream, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isPlain, FORMAT_NAMES, type Format } from "../formats.js";
import { MOST_TEXT_BYTES } from "../decode-text.js";
import { HEAD_BYTES, noteOnName, sniff, type Container } from "../sniff.js";
import type { ReadingNote } from "../source-text.js";
import { Unreadable } from "../unreadable.js";
import { OfficeConverter } from "./convert-office.js";
import { ReadingChild } from "./reading-child.js";
import { READING_LIMITS, type ReadingLimits } from "./reading-order.js";
import { recognise } from "./recognise.js";

/** How a source file is read: where its text lies once it was read, and what must be known of that. */
export interface SourceReading {
  format: Format;
  /** A UTF-8 file of normalised text; null for plain text, which is read where it lies. */
  textPath: string | null;
  /** SHA-256 of the source file; null for plain text, whose bytes the analysis reads anyway. */
  sha256: string | null;
  notes: ReadingNote[];
}

const MOST_BYTES = 200 * 1024 * 1024;
/** Two at a time: each may take its whole memory. */
const CHILDREN = 2;

/**
 * Reads source files of any format: plain text is only looked at, all else becomes text files in a folder.
 * @param folder for the texts; made when the first one comes
 * @returns for each path its reading, or why it cannot be read
 */
export async function readSources(paths: readonly string[], folder: string, limits: ReadingLimits = READING_LIMITS): Promise<(SourceReading | Unreadable)[]> {
  const readings: (SourceReading | Unreadable)[] = [];
  const waiting: { at: number; container: Container }[] = [];
  paths.forEach((path, at) => {
    const looked = attempt(() => look(path));
    if (looked instanceof Unreadable) readings[at] = looked;
    else if (isPlainContainer(looked)) readings[at] = { format: looked, textPath: null, sha256: null, notes: noteOnName(basename(path), looked) };
    else waiting.push({ at, container: looked });
  });
  if (waiting.length > 0) mkdirSync(folder, { recursive: true });
  const office = new OfficeConverter(folder);
  const work = async (): Promise<void> => {
    const child = new ReadingChild(limits);
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { at, container } = next;
        readings[at] = await new SourceReader(paths[at]!, container, join(folder, String(at)), child, office).read().catch(unreadable);
      }
    } finally {
      child.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(CHILDREN, waiting.length) }, work));
  return readings;
}

/** What a file holds, by its first bytes. @throws Unreadable */
function look(path: string): Container {
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw tooBig(size, MOST_BYTES);
  const file = openSync(path, "r");
  try {
    const head = Buffer.allocUnsafe(Math.min(size, HEAD_BYTES));
    const container = sniff(head.subarray(0, readSync(file, head, 0, head.length, 0)), basename(path));
    if (isPlainContainer(container) && size > MOST_TEXT_BYTES) throw tooBig(size, MOST_TEXT_BYTES);
    return container;
  } finally {
    closeSync(file);
  }
}

function isPlainContainer(container: Container): container is Format {
  return container !== "zip" && isPlain(container);
}

function tooBig(size: number, most: number): Unreadable {
  const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
  return new Unreadable(`文件有 ${megabytes(size)} MB，超过 ${megabytes(most)} MB，不像一份政策文件；请拆成几份`);
}

/** One file on its way through a child, and LibreOffice or tesseract where it needs them. */
class SourceReader {
  private readonly textPath: string;

  constructor(
    private readonly path: string,
    private readonly container: Container,
    /** A name of its own for everything that reading makes. */
    private readonly place: string,
    private readonly child: ReadingChild,
    private readonly office: OfficeConverter,
  ) {
    this.textPath = `${place}.txt`;
  }

  /** @throws Unreadable */
  async read(): Promise<SourceReading> {
    const sha256 = await sha256Of(this.path);
    const { container, textPath } = this;
    const { format, notes } = container === "office" || container === "rtf" ? await this.convert(container) : await this.ask(this.path, basename(this.path));
    return { format, textPath, sha256, notes };
  }

  private async convert(format: "office" | "rtf"): Promise<Pick<SourceReading, "format" | "notes">> {
    const converted = await this.office.convert(this.path, format, this.place);
    const { notes } = await this.ask(converted, null);
    const told: ReadingNote = { kind: "converted", text: `${FORMAT_NAMES[format]}，由 LibreOffice 转换后读取` };
    return { format, notes: [...noteOnName(basename(this.path), format), told, ...notes] };
  }

  private async ask(path: string, file: string | null): Promise<Pick<SourceReading, "format" | "notes">> {
    const reply = await this.child.read({ path, file, textPath: this.textPath });
    if (!("unreadable" in reply)) return reply;
    if (reply.scannedPages === null) throw new Unreadable(reply.unreadable);
    const { text, notes } = await recognise(path, reply.scannedPages, this.place);
    writeFileSync(this.textPath, text);
    return { format: "pdf", notes };
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function attempt<T>(work: () => T): T | Unreadable {
  try {
    return work();
  } catch (error) {
    return unreadable(error);
  }
}

/** What is wrong with a file; anything else is wrong with the machine and ends the ingest. */
function unreadable(error: unknown): Unreadable {
  if (error instanceof Unreadable) return error;
  throw error;
}
