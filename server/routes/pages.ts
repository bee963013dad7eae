import { existsSync } from "node:fs";
import { resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyPluginAsync } from "fastify";

/** The demo page, the document reader and their assets, as `npm run build` made them. */
export const pageRoutes =
  (webDir: string): FastifyPluginAsync =>
  async (app) => {
    const root = resolve(webDir);
    if (!existsSync(root)) return;
    await app.register(fastifyStatic, { root, serve: false });
    app.addHook("onSend", async (_request, reply) => {
      reply.header("content-security-policy", CONTENT_SECURITY_POLICY).header("x-content-type-options", "nosniff").header("referrer-policy", "same-origin");
    });
    app.get("/", { schema: { hide: true } }, (_request, reply) => reply.sendFile("index.html"));
    app.get("/documents/:id", { schema: { hide: true } }, (_request, reply) => reply.sendFile("document.html"));
    app.get<{ Params: { "*": string } }>("/assets/*", { schema: { hide: true } }, ({ params }, reply) => reply.sendFile(`assets/${params["*"]}`));
  };

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
