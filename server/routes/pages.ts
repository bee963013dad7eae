import { existsSync } from "node:fs";
import { resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyPluginAsync } from "fastify";

/** Sites that embed the widget get a new version within minutes; till then a browser asks nothing, after it an ETag. */
const WIDGET_MAX_AGE = "5 minutes";

/** The demo page, the widget, the document reader, the staff workbench and their assets, as `npm run build` made them. */
export const pageRoutes =
  (webDir: string): FastifyPluginAsync =>
  async (app) => {
    const root = resolve(webDir);
    if (!existsSync(root)) return;
    await app.register(fastifyStatic, { root, serve: false });
    app.get("/", { schema: { hide: true } }, (_request, reply) => reply.sendFile("index.html"));
    app.get("/widget.js", { schema: { hide: true } }, (_request, reply) => reply.sendFile("widget.js", { maxAge: WIDGET_MAX_AGE }));
    app.get("/documents/:id", { schema: { hide: true } }, (_request, reply) => reply.sendFile("document.html"));
    // Its views are addresses below it, told apart by the page itself.
    for (const url of ["/workbench", "/workbench/*"]) app.get(url, { schema: { hide: true } }, (_request, reply) => reply.sendFile("workbench.html"));
    app.get<{ Params: { "*": string } }>("/assets/*", { schema: { hide: true } }, ({ params }, reply) => reply.sendFile(`assets/${params["*"]}`));
  };
