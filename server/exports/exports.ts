import type { PolicyDocument } from "../../ingest/index.js";
import { toAkomaNtoso } from "./akn.js";
import { toJson } from "./json.js";
import { toMarkdown } from "./markdown.js";

export const EXPORT_FORMATS = ["akn", "json", "md"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface Exported {
  text: string;
  mediaType: string;
  /** Of a file that holds it, with the dot. */
  extension: string;
}

interface Writer extends Omit<Exported, "text"> {
  write: (document: PolicyDocument) => string;
}

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  akn: { write: toAkomaNtoso, mediaType: "application/akn+xml; charset=utf-8", extension: ".akn.xml" },
  json: { write: toJson, mediaType: "application/json; charset=utf-8", extension: ".json" },
  md: { write: toMarkdown, mediaType: "text/markdown; charset=utf-8", extension: ".md" },
};

/** A document of the snapshot in a format that other programs take. */
export function exportDocument(document: PolicyDocument, format: ExportFormat): Exported {
  const { write, ...rest } = WRITERS[format];
  return { text: write(document), ...rest };
}
