import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import type { Channels } from "../channels/channels.js";
import { isLocal } from "../channels/gatekeeper.js";
import { AppError } from "../errors.js";
import { isTooDeep } from "./json-depth.js";
import { Overload } from "./overload.js";

/** Requests of one address in a minute, whatever they ask for. */
const REQUESTS_PER_MINUTE = 3000;
/** Above this the process answers too late to be of use, and says so. */
const LONGEST_LOOP_DELAY_MS = 10_000;

/** What keeps the HTTP side safe on the open internet: headers, origins, limits, overload, nested JSON. */
export async function installHardening(app: FastifyInstance, channels: Channels): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'", ({ url = "" }) => (isWorkbench(url) ? "" : channels.origins.join(" "))],
      },
    },
    // frame-ancestors says who may frame a page; the older header knows no list.
    frameguard: false,
    // The widget's script and the answers are for other sites' pages; what they may read is CORS's matter.
    crossOriginResourcePolicy: { policy: "cross-origin" },
    // These two mean nothing on plain HTTP, which intranets use, and fill the console with warnings.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    strictTransportSecurity: false,
    referrerPolicy: { policy: "same-origin" },
  });
  await app.register(cors, {
    origin: (origin, allow) => allow(null, origin !== undefined && channels.origins.includes(origin)),
    methods: ["GET", "POST", "DELETE"],
    maxAge: 600,
    strictPreflight: false,
  });
  await app.register(rateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: "1 minute",
    allowList: (request) => isLocal(request.ip),
    errorResponseBuilder: () => new AppError("rate_limited", 429, "请求太频繁，请稍后再试。"),
  });
  const overload = new Overload();
  await app.register(underPressure, {
    maxEventLoopDelay: LONGEST_LOOP_DELAY_MS,
    pressureHandler: (_request, _reply, _type, value) => {
      if (overload.is(Number(value))) throw new AppError("overloaded", 503, "服务繁忙，请稍后再试。");
    },
  });
  refuseDeepJson(app);
}

/** Staff sign in there: no other site may lay its own page over it. */
function isWorkbench(url: string): boolean {
  return /^\/workbench(?![^/?#])/.test(url);
}

/** Fastify's own parser, after a look at the brackets. */
function refuseDeepJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (isTooDeep(body)) return done(new AppError("bad_json", 400, "请求内容不是正确的 JSON。"));
    void parse(request, body, done);
  });
}
