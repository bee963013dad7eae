import { z } from "zod";

/** Staff accounts on the wire: signing in, roles, the audit log. */

/** What an account may do; each role may do all that the ones before it may. */
export const ROLES = ["reader", "editor", "admin"] as const;
export const roleSchema = z.enum(ROLES, "角色应为 reader、editor 或 admin").meta({ id: "StaffRole" });
export type Role = z.infer<typeof roleSchema>;

export const staffNameSchema = z
  .string("账号名应为文字")
  .regex(/^[\p{Script=Han}A-Za-z0-9._-]{2,32}$/u, "账号名应为 2 到 32 个汉字、字母、数字或 . _ -");

/** Longer than any sentence that someone types; what is hashed stays short. */
const PASSWORD_LIMIT = 200;
const typedPasswordSchema = z.string("密码应为文字").min(1, "请输入密码").max(PASSWORD_LIMIT, `密码最多 ${PASSWORD_LIMIT} 个字符`);

export const newPasswordSchema = typedPasswordSchema.refine((password) => [...password].length >= 10, "新密码至少 10 个字符");

/** The name is not held to its form here: a name that no account can have is told the same as any other wrong one. */
export const signInBodySchema = z
  .object({ name: z.string("账号名应为文字").min(1, "请输入账号名").max(64, "账号名太长"), password: typedPasswordSchema })
  .meta({ id: "StaffSignIn" });

export const passwordBodySchema = z.object({ current: typedPasswordSchema, next: newPasswordSchema }).meta({ id: "StaffPassword" });

export const staffSessionSchema = z
  .object({ name: z.string(), role: roleSchema, csrfToken: z.string().describe("修改数据的请求须放在 x-csrf-token 头里") })
  .meta({ id: "StaffSession" });
export type StaffSession = z.infer<typeof staffSessionSchema>;

/** Told to OpenAPI; the guard itself looks at the header before any schema does. */
export const csrfHeadersSchema = z.looseObject({ "x-csrf-token": z.string().describe("登录时得到的 csrfToken") });

export const auditQuerySchema = z.object({
  before: z.coerce.number("序号应为数字").int("序号应为整数").min(1, "序号至少为 1").optional().describe("只列这个序号之前的"),
  limit: z.coerce.number("条数应为数字").int("条数应为整数").min(1, "条数至少为 1").max(200, "条数最多为 200").default(50),
});

export const auditLineSchema = z
  .object({
    seq: z.number().int(),
    at: z.string().describe("时间（UTC）"),
    account: z.string(),
    action: z.string(),
    target: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable(),
    hash: z.string().describe("本行连同上一行的 SHA-256，可记下来供日后核对"),
  })
  .meta({ id: "StaffAuditLine" });
export type AuditLine = z.infer<typeof auditLineSchema>;

export const auditReplySchema = z.object({
  lines: z.array(auditLineSchema).describe("新的在前"),
  nextBefore: z.number().int().nullable().describe("下一页的 before；没有更早的时为 null"),
});

export const findingsReplySchema = z.object({
  findings: z.array(
    z.object({
      kind: z.string().describe("gap 缺号、duplicate 重号、reversal 倒退、inferred 推定"),
      line: z.number().int().describe("正文第几行，从 1 数起"),
      context: z.string(),
      message: z.string(),
    }),
  ),
});
export type FindingsReply = z.infer<typeof findingsReplySchema>;
