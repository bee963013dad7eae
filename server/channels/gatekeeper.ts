import { AppError } from "../errors.js";
import type { Channel } from "./channel.js";

const MINUTE_MS = 60_000;
/** Addresses are forgotten in one sweep when there are this many. */
const MOST_ADDRESSES = 50_000;

/** Counts what sites and addresses use of their limits. */
export class Gatekeeper {
  private readonly sockets = new Map<string, number>();
  /** Questions of the last minute by address: a bucket that refills evenly. */
  private readonly buckets = new Map<string, { left: number; at: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Counts a socket in. @returns counts it out again, once @throws AppError too_many_sockets */
  enter({ id, limits }: Channel, address: string): () => void {
    const places = [{ key: `channel ${id}`, most: limits.sockets }];
    if (!isLocal(address)) places.push({ key: `address ${id} ${address}`, most: limits.socketsPerAddress });
    if (places.some(({ key, most }) => (this.sockets.get(key) ?? 0) >= most)) {
      throw new AppError("too_many_sockets", 429, "同时使用的人太多，请稍后再试。");
    }
    for (const { key } of places) this.sockets.set(key, (this.sockets.get(key) ?? 0) + 1);
    let inside = true;
    return () => {
      if (inside) for (const { key } of places) this.leave(key);
      inside = false;
    };
  }

  /** Counts a question of an address. @throws AppError rate_limited */
  question({ id, limits: { questionsPerMinute } }: Channel, address: string): void {
    if (isLocal(address)) return;
    if (this.buckets.size > MOST_ADDRESSES) this.sweep();
    const key = `${id} ${address}`;
    const now = this.now();
    const before = this.buckets.get(key) ?? { left: questionsPerMinute, at: now };
    const left = Math.min(questionsPerMinute, before.left + ((now - before.at) * questionsPerMinute) / MINUTE_MS);
    if (left < 1) throw new AppError("rate_limited", 429, "提问太频繁，请稍等片刻再问。");
    this.buckets.set(key, { left: left - 1, at: now });
  }

  private leave(key: string): void {
    const left = this.sockets.get(key)! - 1;
    if (left > 0) this.sockets.set(key, left);
    else this.sockets.delete(key);
  }

  private sweep(): void {
    const old = this.now() - MINUTE_MS;
    for (const [key, { at }] of this.buckets) if (at < old) this.buckets.delete(key);
  }
}

/** The machine itself: behind a proxy that is not trusted (TRUST_PROXY) every visitor comes from it. */
export function isLocal(address: string): boolean {
  return address === "::1" || address.startsWith("127.") || address.startsWith("::ffff:127.");
}
