import { z } from "zod";
import { documentIdSchema, documentSummarySchema } from "./http.js";

/** Two versions of a document on the wire, provision by provision. */

export const CHANGE_KINDS = ["added", "removed", "changed", "moved", "renumbered", "unchanged"] as const;

const versionSchema = documentSummarySchema.pick({ id: true, title: true, status: true, issued: true, effective: true, expired: true });

const unitSchema = z.object({ eId: z.string(), label: z.string(), path: z.array(z.string()), text: z.string(), url: z.string() });

const changeSchema = z
  .object({
    kind: z.enum(CHANGE_KINDS).describe("新增、删除、修改、移动、改号、未变；修改过的也可能移动或改号"),
    moved: z.boolean(),
    renumbered: z.boolean(),
    before: unitSchema.nullable().describe("旧版中的条款；新增的为 null"),
    after: unitSchema.nullable().describe("新版中的条款；删除的为 null"),
    words: z
      .array(z.object({ kind: z.enum(["same", "added", "removed"]), text: z.string() }))
      .nullable()
      .describe("两版文字不同时，逐词的异同"),
  })
  .meta({ id: "ProvisionChange" });
export type WireChange = z.infer<typeof changeSchema>;

export const diffQuerySchema = z.object({
  with: documentIdSchema.describe("与哪一份比较：路径中的是旧版，这一份是新版"),
  unchanged: z.enum(["0", "1"]).default("0").describe("1：未变的条款也列出"),
});

export const diffReplySchema = z
  .object({
    before: versionSchema,
    after: versionSchema,
    counts: z.object(Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, z.number().int()])) as Record<(typeof CHANGE_KINDS)[number], z.ZodNumber>),
    changes: z.array(changeSchema).describe("按新版的顺序；删除的排在它原来的位置"),
  })
  .meta({ id: "VersionDiff" });
export type DiffReply = z.infer<typeof diffReplySchema>;
