import type { FieldFaults, UploadReply } from "../../../server/schemas/uploads.js";
import type { DocumentSummary } from "../../client/wire.js";
import { META_FIELDS, type MetaField } from "./meta-fields.js";

/** What stands in the form, by the fields' ids; `relation` and `related` together say how it stands to another document. */
export type MetaValues = Readonly<Record<string, string>>;

/** What a failed publication was tried with, else what the text itself suggests. */
export function firstValues({ meta, suggested }: Pick<UploadReply, "meta" | "suggested">): MetaValues {
  const from: Record<string, unknown> = meta ?? { ...suggested };
  const values = META_FIELDS.map(({ id }) => [id, textOf(valueAt(from, id))] as const);
  return { ...Object.fromEntries(values), ...relationIn(from) };
}

function relationIn(meta: Readonly<Record<string, unknown>>): { relation: string; related: string } {
  for (const relation of ["replaces", "repeals", "amends", "of"]) {
    const related = textOf(valueAt(meta, `version.${relation}`));
    if (related !== "") return { relation, related };
  }
  return { relation: "", related: "" };
}

function valueAt(meta: unknown, path: string): unknown {
  let at = meta;
  for (const step of path.split(".")) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join("、");
  return typeof value === "string" ? value : "";
}

/** As `meta.yaml` has it; what is empty is left out, or null where it must be said. @param documents those that are there */
export function metaOf(values: MetaValues, documents: readonly DocumentSummary[]): Record<string, unknown> {
  const said = (id: string): string => (values[id] ?? "").trim();
  const plain = META_FIELDS.filter(({ id }) => !/^(period|version|source)\.|^shortTitles$/.test(id)).map(({ id }) => [id, said(id) === "" ? undefined : said(id)] as const);
  return {
    ...Object.fromEntries(plain),
    region: said("region") === "" ? null : said("region"),
    shortTitles: said("shortTitles") === "" ? undefined : said("shortTitles").split(/[、,，;；]\s*/).filter((title) => title !== ""),
    period: said("period.from") === "" && said("period.to") === "" ? undefined : { from: said("period.from"), to: said("period.to") },
    source: { url: said("source.url") || undefined, note: said("source.note") || undefined },
    version: versionOf(said("version.edition"), said("relation"), said("related"), documents),
  };
}

function versionOf(edition: string, relation: string, related: string, documents: readonly DocumentSummary[]): Record<string, unknown> | undefined {
  const isRelated = relation !== "" && related !== "";
  if (edition === "" && !isRelated) return undefined;
  const work = documents.find(({ id }) => id === related)?.version?.of ?? related;
  return { ...(edition === "" ? {} : { edition }), ...(isRelated ? { [relation]: relation === "of" ? work : [related] } : {}) };
}

/** What the server finds wrong, by the fields of the form; what belongs to none of them is under "". */
export function faultsByField(faults: FieldFaults): Record<string, string> {
  const byField: Record<string, string> = {};
  for (const { field, message } of faults) {
    const id = META_FIELDS.find((known) => concerns(known, field))?.id ?? (field.startsWith("version") ? "related" : "");
    byField[id] ??= id === "" ? [field, message].filter((part) => part !== "").join("：") : message;
  }
  return byField;
}

function concerns({ id }: MetaField, field: string): boolean {
  return field === id || field.startsWith(`${id}.`) || id.startsWith(`${field}.`);
}
