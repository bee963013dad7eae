import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Channels } from "../channels/channels.js";
import { channelReplySchema } from "../schemas/http.js";
import { errorSchema } from "../schemas/objects.js";

/** GET /api/channel: what the widget shows on the site that embeds it. */
export const channelRoutes =
  (channels: Channels): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/api/channel",
      { schema: { summary: "网站设置", querystring: z.object({ channel: z.string().max(40).optional() }), response: { 200: channelReplySchema, "4xx": errorSchema } } },
      async ({ query, headers }) => {
        const { id, name, greeting, regions } = channels.admit(query.channel, headers.origin, headers.host);
        return { id, name, greeting, regions };
      },
    );
  };
