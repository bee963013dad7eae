import { z } from "zod";
import { STATUSES } from "../model.js";

const day = z.iso.date("应为 YYYY-MM-DD 的有效日期");

const text = z.string().trim().min(1, "不能为空");

const documentId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "应为小写字母、数字和连字符");

/** Which other documents this one takes the place of, ends or changes, by their ids (see versions.ts). */
const versionSchema = z.strictObject({
  of: documentId.optional(),
  edition: text.nullable().default(null),
  replaces: z.array(documentId).default([]),
  repeals: z.array(documentId).default([]),
  amends: z.array(documentId).default([]),
});

/** `corpus/documents/<id>/meta.yaml`. */
export const documentMetaSchema = z
  .strictObject({
    id: documentId,
    title: text,
    shortTitles: z.array(text).default([]),
    issuer: text,
    docNumber: text.nullable().default(null),
    region: text.nullable(),
    level: z.enum(["nation", "province", "city", "county"]),
    kind: z.enum(["measures", "opinion", "plan", "notice", "law", "regulation", "essay", "other"]),
    status: z.enum(STATUSES),
    statusNote: text.nullable().default(null),
    issued: day.nullable().default(null),
    published: day.nullable().default(null),
    effective: day.nullable().default(null),
    expired: day.nullable().default(null),
    period: z.strictObject({ from: day, to: day }).nullable().default(null),
    source: z.strictObject({
      file: z.string().regex(/^[^/\\]+$/, "应为同一文件夹下的文件名"),
      url: z.url({ protocol: /^https?$/, error: "应为完整网址，以 http 或 https 开头" }).nullable().default(null),
      note: text.nullable().default(null),
    }),
    version: versionSchema.optional(),
  })
  .refine((meta) => meta.period === null || meta.period.from <= meta.period.to, {
    path: ["period"],
    message: "起始日期应不晚于结束日期",
  })
  .refine((meta) => [meta.issued, meta.effective].every((day) => day === null || meta.expired === null || day < meta.expired), {
    path: ["expired"],
    message: "失效日期应晚于印发和施行日期",
  });

/** `corpus/documents/<id>/asked-as.yaml`: eId -> questions. */
export const askedAsSchema = z.record(z.string(), z.array(text).min(1, "至少一个问法"));

/** `corpus/lexicon/synonyms.yaml`. */
export const synonymsSchema = z.array(
  z.strictObject({
    say: z.array(text).min(1, "至少一个说法"),
    mean: z.array(text).min(1, "至少一个对应的正式用语"),
    weight: z.number().min(0.1, "应为 0.1 到 1").max(1, "应为 0.1 到 1"),
    note: text,
  }),
);

/** `corpus/lexicon/places.yaml`. */
export const placesSchema = z.array(
  z.strictObject({
    region: text,
    names: z.array(text).min(1, "至少一个名称"),
    abbreviation: z.string().length(1, "应为一个字"),
    places: z.array(text),
  }),
);
