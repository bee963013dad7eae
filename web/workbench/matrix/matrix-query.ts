import type { Matrix } from "../../../server/schemas/matrix.js";
import { hrefOf } from "../routing.js";

export type { Matrix };

/** What is compared; empty lists stand for all. */
export interface MatrixChoice {
  regions: string[];
  documents: string[];
  themes: string[];
  background: boolean;
}

export function readChoice(query: URLSearchParams): MatrixChoice {
  return { regions: listIn(query, "regions"), documents: listIn(query, "documents"), themes: listIn(query, "themes"), background: query.get("background") === "1" };
}

/** A list of an address: 贵州,江苏. */
export function listIn(query: URLSearchParams, name: string): string[] {
  return (query.get(name) ?? "").split(",").filter((one) => one !== "");
}

/** The workbench's address of a comparison. */
export function addressOf(choice: MatrixChoice): string {
  return hrefOf("matrix", { query: parametersOf(choice) });
}

/** The server's address of a comparison, to look at or as a file. */
export function matrixPath(choice: MatrixChoice, format: "json" | "docx" | "csv" = "json"): string {
  const given = Object.entries({ ...parametersOf(choice), format: format === "json" ? "" : format }).filter(([, value]) => value !== "");
  return `api/staff/matrix${given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`}`;
}

function parametersOf({ regions, documents, themes, background }: MatrixChoice): Record<string, string> {
  return { regions: regions.join(","), documents: documents.join(","), themes: themes.join(","), background: background ? "1" : "" };
}
