import "@fastify/websocket";
import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import { onlyRegion, type Channel } from "../channels/channel.js";
import type { Channels } from "../channels/channels.js";
import type { Gatekeeper } from "../channels/gatekeeper.js";
import type { Assistant } from "../chat/assistant.js";
import { AppError } from "../errors.js";
import type { Metrics } from "../plugins/metrics.js";
import { Heartbeat } from "./socket/heartbeat.js";
import { ChatSession, INTERRUPTED } from "./socket/session.js";
import { TurnLog } from "./socket/turn-log.js";

/** Turns in flight have this long to finish when the server stops. */
const FINISH_MS = 2000;
/** Clients that do not answer the goodbye have this long. */
const GOODBYE_MS = 1000;

export interface SocketRoom {
  assistant: Assistant;
  metrics: Metrics;
  channels: Channels;
  gatekeeper: Gatekeeper;
}

/** `/ws/chat`: one JSON object a message. Nothing that a client sends may end the process. */
export const socketRoutes =
  ({ assistant, metrics, channels, gatekeeper }: SocketRoom): FastifyPluginAsync =>
  async (app) => {
    const log = new TurnLog();
    const heartbeat = new Heartbeat();
    const sessions = new Set<ChatSession>();
    const admitted = new WeakMap<FastifyRequest, { channel: Channel; leave: () => void }>();

    app.route<{ Querystring: { channel?: string } }>({
      method: "GET",
      url: "/ws/chat",
      schema: { hide: true },
      handler: async () => {
        throw new AppError("upgrade_required", 426, "这个地址只接受 WebSocket 连接。");
      },
      // CORS does not cover WebSocket: origin, site and limits are checked before the upgrade.
      preValidation: async (request) => {
        if (!request.ws) return;
        const channel = channels.admit(request.query.channel, request.headers.origin, request.headers.host);
        admitted.set(request, { channel, leave: gatekeeper.enter(channel, request.ip) });
        request.raw.socket.once("close", admitted.get(request)!.leave);
      },
      wsHandler: (socket, request) => {
        const { channel } = admitted.get(request)!;
        metrics.sockets.inc({ channel: channel.id });
        heartbeat.watch(socket);
        const session = new ChatSession(socket, {
          assistant,
          log,
          region: onlyRegion(channel),
          admitQuestion: () => gatekeeper.question(channel, request.ip),
          onError: (error) => request.log.error({ err: error }, "socket failed"),
        });
        sessions.add(session);
        socket.on("close", () => {
          metrics.sockets.dec({ channel: channel.id });
          sessions.delete(session);
          session.close();
        });
      },
    });

    /** Turns in flight finish or are told that they are interrupted; then every client is told, and the silent ones are cut. */
    app.addHook("preClose", async () => {
      heartbeat.stop();
      await until(() => log.running().length === 0, FINISH_MS);
      for (const record of log.running()) record.abort.abort(INTERRUPTED);
      await until(() => log.running().length === 0, GOODBYE_MS);
      for (const session of sessions) session.dismiss();
      await until(() => sessions.size === 0, GOODBYE_MS);
      for (const client of app.websocketServer.clients) client.terminate();
    });
  };

const LOOK_AGAIN_MS = 20;

async function until(done: () => boolean, atMostMs: number): Promise<void> {
  const end = Date.now() + atMostMs;
  while (!done() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}
