import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import type { AskedAs, PolicyDocument } from "../model.js";
import type { Seal } from "./sealed-file.js";

/** The documents of a snapshot, a line of JSON each. */
export const DOCUMENTS_FILE = "documents.jsonl";

/** What a line of the file holds. */
export interface StoredDocument {
  document: PolicyDocument;
  askedAs: AskedAs;
}

/** The file when all documents are written, and what the manifest says of them. */
export interface WrittenDocuments {
  seal: Seal;
  documents: number;
  provisions: number;
}

/** Where documents lie in the file, so that one can be read by itself. */
export class DocumentPlaces {
  private readonly places = new Map<string, { at: number; length: number }>();
  private bytes = 0;

  /** Takes the next documents: a line each. */
  add(documents: readonly { id: string }[], records: Uint8Array): void {
    let at = 0;
    for (const { id } of documents) {
      const end = records.indexOf(LINE_END, at);
      this.places.set(id, { at: this.bytes + at, length: end - at });
      at = end + 1;
    }
    this.bytes += records.byteLength;
  }

  /** Reads one document of a folder whose file is written. */
  read(folder: string, id: string): StoredDocument {
    const { at, length } = this.places.get(id)!;
    const file = openSync(join(folder, DOCUMENTS_FILE), "r");
    try {
      const line = Buffer.alloc(length);
      for (let read = 0; read < length; ) {
        const taken = readSync(file, line, read, length - read, at + read);
        if (taken === 0) throw new Error(`Expected ${length} bytes of ${id} in ${DOCUMENTS_FILE}, got ${read}`);
        read += taken;
      }
      return JSON.parse(line.toString("utf8")) as StoredDocument;
    } finally {
      closeSync(file);
    }
  }
}

/** The documents of a snapshot's folder, one at a time. */
export function* readDocumentsFile(folder: string): Generator<StoredDocument> {
  for (const line of linesOf(join(folder, DOCUMENTS_FILE))) yield JSON.parse(line) as StoredDocument;
}

const CHUNK = 1 << 20;
const LINE_END = "\n".charCodeAt(0);

function* linesOf(path: string): Generator<string> {
  const file = openSync(path, "r");
  try {
    let held = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.alloc(CHUNK);
      const read = readSync(file, chunk);
      held = Buffer.concat([held, chunk.subarray(0, read)]);
      for (let end = held.indexOf(LINE_END); end >= 0; end = held.indexOf(LINE_END)) {
        yield held.toString("utf8", 0, end);
        held = held.subarray(end + 1);
      }
      if (read === 0) return;
    }
  } finally {
    closeSync(file);
  }
}
