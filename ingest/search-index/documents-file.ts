import { join } from "node:path";
import { SealedFile, type Seal } from "./sealed-file.js";

export const DOCUMENTS_FILE = "documents.jsonl";

/** What the manifest says of the documents once all are written. */
export interface WrittenDocuments {
  seal: Seal;
  documents: number;
  provisions: number;
}

/** The documents of a snapshot, a line of JSON each, written as they come: they need not be in memory together. */
export class DocumentsFile {
  private readonly file: SealedFile;
  private documents = 0;
  private provisions = 0;

  constructor(folder: string) {
    this.file = new SealedFile(join(folder, DOCUMENTS_FILE));
  }

  /** @param record the document's line, UTF-8, with its line end */
  append(record: Uint8Array, provisions: number): void {
    this.file.append(record);
    this.documents++;
    this.provisions += provisions;
  }

  seal(): WrittenDocuments {
    return { seal: this.file.seal(), documents: this.documents, provisions: this.provisions };
  }

  /** Lets go of the file, finished or not. */
  close(): void {
    this.file.close();
  }
}
