import { z } from "zod";
import { documentIdSchema, questionSchema } from "./http.js";
import { answerSchema } from "./objects.js";

/** The staff's view of what people ask in vain: questions in groups, a turn again, a trial, a synonym and its effect. */

const day = z.iso.date("日期应写作 YYYY-MM-DD，且确有这一天");

/** Why a turn stands in the view; one turn may have several reasons. */
export const TROUBLES = ["disliked", "refused", "unclear", "no_evidence"] as const;
export const troubleSchema = z.enum(TROUBLES, `种类应为 ${TROUBLES.join("、")} 之一`);
export type Trouble = z.infer<typeof troubleSchema>;

/** Stands for questions that name no region. */
export const NO_REGION = "none";

export const askedQuerySchema = z.object({
  kind: troubleSchema.optional().describe("disliked 点了没帮助，refused 未作回答，unclear 请补充说明，no_evidence 什么也没查到"),
  region: z.string().trim().min(1).max(20).optional().describe(`问的是哪个地区；${NO_REGION}：没有说地区`),
  from: day.optional().describe("从哪一天起（北京时间），默认 30 天前"),
  to: day.optional().describe("到哪一天为止（含），默认今天"),
  limit: z.coerce.number("组数应为数字").int("组数应为整数").min(1, "组数至少为 1").max(200, "组数最多为 200").default(50),
});
export type AskedQuery = z.infer<typeof askedQuerySchema>;

const countsSchema = z.object({ disliked: z.number().int(), refused: z.number().int(), unclear: z.number().int(), no_evidence: z.number().int() });

export const askedTurnSchema = z.object({
  answerId: z.string(),
  createdAt: z.string(),
  question: z.string(),
  outcome: answerSchema.shape.outcome,
  kinds: z.array(troubleSchema),
  reason: z.string().nullable().describe("没帮助的原因"),
  comment: z.string().nullable(),
});
export type AskedTurn = z.infer<typeof askedTurnSchema>;

export const askedGroupSchema = z
  .object({
    question: z.string().describe("组里问得最多的说法"),
    count: z.number().int(),
    newest: z.string(),
    kinds: countsSchema.describe("各种情况的次数"),
    regions: z.array(z.string()),
    wordings: z.number().int().describe("不同的说法"),
    turns: z.array(askedTurnSchema).describe("新的在前，最多 20 条"),
    known: z
      .union([z.object({ kind: z.literal("asked_as"), provisionId: z.string() }), z.object({ kind: z.literal("not_answered"), id: z.string() })])
      .nullable()
      .describe("现在的快照里已经收下的：常见问法，或文件没有写的事"),
  })
  .meta({ id: "AskedGroup" });
export type AskedGroup = z.infer<typeof askedGroupSchema>;

export const askedReplySchema = z.object({
  groups: z.array(askedGroupSchema).describe("问得多的在前"),
  totalGroups: z.number().int(),
  totalTurns: z.number().int(),
  regions: z.array(z.string()).describe("这段时间里问到的地区"),
  from: z.string(),
  to: z.string(),
  truncated: z.boolean().describe("true：太多，只看了最新的一部分"),
});
export type AskedReply = z.infer<typeof askedReplySchema>;

export const evidenceSchema = z.object({
  provisionId: z.string(),
  documentTitle: z.string().nullable().describe("现在没有收录时为 null"),
  label: z.string().nullable(),
  text: z.string().nullable(),
  url: z.string(),
  score: z.number(),
});

/** A turn as staff see it: nothing in it leads to the conversation. */
export const toldTurnSchema = z
  .object({
    question: z.string(),
    asOf: z.string().nullable().describe("按哪一天判断效力；旧版存下的为 null"),
    region: z.string().nullable().describe("限定的地区"),
    documentId: z.string().nullable().describe("限定的文件"),
    snapshot: z.string(),
    understood: z.array(z.object({ name: z.string(), detail: z.string() })),
    evidence: z.array(evidenceSchema),
    outcome: answerSchema.shape.outcome,
    answer: z.string(),
    mode: answerSchema.shape.mode,
    citations: answerSchema.shape.citations,
    related: answerSchema.shape.citations,
    notices: answerSchema.shape.notices,
    guards: z.array(z.object({ guard: z.string(), detail: z.string() })).describe("没有通过的核对"),
  })
  .meta({ id: "ToldTurn" });
export type ToldTurn = z.infer<typeof toldTurnSchema>;

const standing = z.object({ rank: z.number().int(), score: z.number() }).nullable();

export const answerIdParamsSchema = z.object({ answerId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, "回答编号格式不对") });

export const replayReplySchema = z
  .object({
    answerId: z.string(),
    createdAt: z.string(),
    complaint: z.object({ reason: z.string().nullable(), comment: z.string().nullable() }).nullable(),
    stored: toldTurnSchema,
    again: toldTurnSchema.nullable().describe("重新跑一遍的结果；不能重放时为 null"),
    impossible: z.string().nullable().describe("不能重放的原因"),
    differences: z.array(z.object({ provisionId: z.string(), before: standing, after: standing })),
    sameAnswer: z.boolean(),
  })
  .meta({ id: "Replay" });
export type ReplayReply = z.infer<typeof replayReplySchema>;

export const trialBodySchema = z.object({
  question: questionSchema,
  region: z.string().trim().min(1).max(20).optional(),
  documentId: documentIdSchema.optional(),
  asOf: day.optional(),
});
export type TrialBody = z.infer<typeof trialBodySchema>;

const word = z.string("应为文字").trim().min(1, "不能为空").max(40, "每个说法最多 40 字");

export const synonymSchema = z.object({
  say: z.array(word).min(1, "至少写一个群众的说法").max(30, "说法最多 30 个"),
  mean: z.array(word).min(1, "至少写一个文件用语").max(10, "文件用语最多 10 个"),
  weight: z.number("权重应为数字").min(0.1, "权重应为 0.1 到 1").max(1, "权重应为 0.1 到 1"),
  note: z.string().trim().max(100, "说明最多 100 字").default(""),
});
export type Synonym = z.infer<typeof synonymSchema>;

export const effectBodySchema = synonymSchema.extend({ question: questionSchema.optional().describe("顺便看它前后有什么不同") });
export type EffectBody = z.infer<typeof effectBodySchema>;

export const effectParamsSchema = z.object({ effectId: z.string().regex(/^[0-9a-f]{32}$/, "编号格式不对") });

const rank = z.number().int().nullable();
export const effectSchema = z.object({
  snapshot: z.string(),
  questions: z.number().int().describe("常见问法一共多少题，每题都从索引里去掉自己再问"),
  touched: z.number().int().describe("用到这些说法的"),
  better: z.number().int(),
  worse: z.number().int(),
  enters: z.number().int().describe("应答条款进入前 5 位的"),
  leaves: z.number().int(),
  changed: z
    .array(z.object({ question: z.string(), provisionId: z.string(), documentTitle: z.string(), label: z.string(), before: rank, after: rank }))
    .describe("应答条款的位次有变化的，变差的在前，最多 100 题"),
  tested: z.object({ before: toldTurnSchema, after: toldTurnSchema }).nullable(),
});
export type Effect = z.infer<typeof effectSchema>;

export const effectReplySchema = z
  .object({
    effectId: z.string(),
    state: z.enum(["running", "done", "failed"]),
    entry: synonymSchema,
    looked: z.number().int().describe("已经看过的题数"),
    total: z.number().int(),
    message: z.string().nullable().describe("没有算成的原因"),
    effect: effectSchema.nullable(),
  })
  .meta({ id: "SynonymEffect" });
export type EffectReply = z.infer<typeof effectReplySchema>;

export const saveSynonymBodySchema = z.object({ effectId: effectParamsSchema.shape.effectId.describe("看过效果的那一条") });

export const acceptBodySchema = z.object({
  question: z.string("问法应为文字").trim().min(1, "问法不能为空").max(200, "问法最多 200 字"),
  provisionId: z.string().regex(/^[a-z0-9-]+#[A-Za-z0-9_]+$/, "应为“文件编号#条款地址”"),
});

export const exampleBodySchema = acceptBodySchema.pick({ question: true });
export const entryParamsSchema = z.object({ id: z.string().regex(/^[a-z0-9-]{1,64}$/, "编号格式不对") });
export const notAnsweredQuerySchema = z.object({ question: questionSchema.optional().describe("与它相近的在前") });
export const notAnsweredReplySchema = z.object({
  entries: z.array(z.object({ id: z.string(), about: z.string(), say: z.string(), examples: z.array(z.string()) })),
});
export type NotAnsweredReply = z.infer<typeof notAnsweredReplySchema>;

export const savedReplySchema = z.object({ message: z.string().describe("写到了哪里，什么时候生效") });
export type SavedReply = z.infer<typeof savedReplySchema>;
