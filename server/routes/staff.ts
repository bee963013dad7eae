import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { csrfTokenOf } from "../auth/csrf.js";
import type { StaffAuth } from "../auth/staff-auth.js";
import { clearSessionCookie, sessionToken, setSessionCookie } from "../plugins/staff.js";
import { errorSchema } from "../schemas/objects.js";
import {
  auditQuerySchema,
  auditReplySchema,
  csrfHeadersSchema,
  passwordBodySchema,
  signInBodySchema,
  staffSessionSchema,
} from "../schemas/staff.js";

const tags = ["职员"];

/** /api/staff/session, /api/staff/password, /api/staff/audit: signing in and out, the own password, what was done. */
export const staffRoutes =
  (auth: StaffAuth): FastifyPluginAsyncZod =>
  async (app) => {
    const reader = app.requireRole("reader");

    app.post(
      "/api/staff/session",
      { schema: { tags, summary: "登录", body: signInBodySchema, response: { 200: staffSessionSchema, "4xx": errorSchema, 503: errorSchema } } },
      async (request, reply) => {
        const { account, token } = await auth.signIn(request.body.name, request.body.password, request.ip);
        const before = sessionToken(request);
        if (before !== null) auth.sessions.end(before);
        setSessionCookie(request, reply, token);
        reply.header("cache-control", "no-store");
        return { name: account.name, role: account.role, csrfToken: csrfTokenOf(token) };
      },
    );

    app.get(
      "/api/staff/session",
      { onRequest: reader, schema: { tags, summary: "当前登录的账号", response: { 200: staffSessionSchema, "4xx": errorSchema } } },
      async (request) => request.staff!,
    );

    app.delete(
      "/api/staff/session",
      { onRequest: reader, schema: { tags, summary: "退出登录", headers: csrfHeadersSchema, response: { 204: z.null(), "4xx": errorSchema } } },
      async (request, reply) => {
        auth.signOut(request.staff!.name, sessionToken(request)!);
        clearSessionCookie(request, reply);
        return reply.status(204).send(null);
      },
    );

    app.post(
      "/api/staff/password",
      {
        onRequest: reader,
        schema: {
          tags,
          summary: "修改自己的密码",
          description: "成功后，这个账号在别处的登录全部失效，当前登录换用新的 csrfToken。",
          headers: csrfHeadersSchema,
          body: passwordBodySchema,
          response: { 200: staffSessionSchema, "4xx": errorSchema, 503: errorSchema },
        },
      },
      async (request, reply) => {
        const { name, role } = request.staff!;
        const token = await auth.changePassword(name, request.body.current, request.body.next, request.ip);
        setSessionCookie(request, reply, token);
        return { name, role, csrfToken: csrfTokenOf(token) };
      },
    );

    app.get(
      "/api/staff/audit",
      {
        onRequest: app.requireRole("admin"),
        schema: { tags, summary: "操作记录", querystring: auditQuerySchema, response: { 200: auditReplySchema, "4xx": errorSchema } },
      },
      async ({ query: { before, limit } }) => {
        auth.failures.flush();
        const lines = auth.audit.page(limit, before);
        const oldest = lines.at(-1)?.seq ?? 1;
        return { lines, nextBefore: oldest > 1 && lines.length === limit ? oldest : null };
      },
    );
  };
