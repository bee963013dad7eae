import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { AppError } from "../errors.js";

/** Requests of one key in a minute. */
const PER_MINUTE = 120;

/** Keys of other programs: who may call `/v1` and `/mcp`, and how often. */
export class ApiKeys {
  private readonly hashes: Buffer[];
  private readonly spent = new Map<number, { minute: number; count: number }>();

  constructor(
    keys: readonly string[],
    private readonly now: () => number = Date.now,
    private readonly perMinute = PER_MINUTE,
  ) {
    this.hashes = keys.map(hashOf);
  }

  /** Lets a request with `Authorization: Bearer <key>` in, and counts it. @throws AppError closed, unauthorized, rate_limited */
  admit({ headers }: Pick<FastifyRequest, "headers">): void {
    if (this.hashes.length === 0) throw new AppError("closed", 403, "没有设置 API_KEYS，这个接口没有开放。");
    const given = hashOf(/^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "");
    const key = this.hashes.findIndex((hash) => timingSafeEqual(hash, given));
    if (key < 0) throw new AppError("unauthorized", 401, "密钥不对。");
    const minute = Math.floor(this.now() / 60_000);
    const spent = this.spent.get(key);
    const count = spent?.minute === minute ? spent.count + 1 : 1;
    if (count > this.perMinute) throw new AppError("rate_limited", 429, "请求太频繁，请稍后再试。");
    this.spent.set(key, { minute, count });
  }
}

/** Keys are compared by hash: the time it takes tells nothing of them. */
function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
