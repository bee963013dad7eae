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
    app.get("/", { schema: { hide: true } }, (_request, reply) => reply.sendFile("index.html"));
    app.get("/documents/:id", { schema: { hide: true } }, (_request, reply) => reply.sendFile("document.html"));
    app.get<{ Params: { "*": string } }>("/assets/*", { schema: { hide: true } }, ({ params }, reply) => reply.sendFile(`assets/${params["*"]}`));
  };
