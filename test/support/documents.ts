import { readFileSync } from "node:fs";
import { readCorpus } from "../../ingest/corpus/corpus.js";
import type { DocumentMeta, Lexicon, PolicyDocument } from "../../ingest/model.js";
import { normaliseText } from "../../ingest/read/normalise.js";
import { readDefinitions } from "../../ingest/references/definitions.js";
import { readReferences } from "../../ingest/references/own-references.js";
import { structureText } from "../../ingest/structure/structure.js";
import { CORPUS_FOLDER } from "./snapshot.js";

/** The corpus' documents with their trees, read from source: no dictionaries and no index are loaded. */
export function realDocuments(): Map<string, PolicyDocument> {
  const { entries } = readCorpus(CORPUS_FOLDER);
  return new Map(
    entries.map(({ meta, sourcePath }) => {
      const text = normaliseText(readFileSync(sourcePath, "utf8"));
      return [meta.id, analysed(meta, text)];
    }),
  );
}

/** The lexicon of the corpus. */
export function realLexicon(): Lexicon {
  return readCorpus(CORPUS_FOLDER).lexicon;
}

/** A document written for a test. */
export function documentOf(meta: Partial<DocumentMeta> & { id: string }, text: string): PolicyDocument {
  return analysed(plainMeta(meta), text);
}

function analysed(meta: DocumentMeta, text: string): PolicyDocument {
  const provisions = structureText(text);
  return { meta, text, provisions, references: readReferences(meta, text, provisions).own, definitions: readDefinitions(text, provisions) };
}

/** Metadata of a provincial rule in force, with changes. */
export function plainMeta(meta: Partial<DocumentMeta> & { id: string }): DocumentMeta {
  return { ...PLAIN_META, title: meta.id, ...meta };
}

const PLAIN_META: Omit<DocumentMeta, "id" | "title"> = {
  shortTitles: [],
  issuer: "某机关",
  docNumber: null,
  region: "贵州",
  level: "province",
  kind: "measures",
  status: "in_force",
  statusNote: null,
  issued: null,
  published: null,
  effective: null,
  expired: null,
  period: null,
  source: { file: "source.txt", url: null, note: null },
};
