export const ATTEMPTS = 5;
export const LOCKED_FOR = 15 * 60_000;
/** More names than this at a time are an attack; the oldest are forgotten first. */
const KEYS_KEPT = 10_000;

/**
 * Failed attempts by key (an account's name, known or not, or an address). Kept in memory: a restart forgives.
 * Each attempt counts as failed until it has turned out right, so that many at the same time are no way round.
 */
export class Lockout {
  private readonly failures = new Map<string, { count: number; until: number }>();

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** Counts an attempt. @returns 0 where it may go on, else the milliseconds until the lock ends; a locked attempt is not counted */
  attempt(keys: readonly string[]): number {
    const wait = this.lockedFor(keys);
    if (wait > 0) return wait;
    for (const key of keys) this.count(key);
    return 0;
  }

  /** The attempt was right: all is forgiven. */
  succeeded(keys: readonly string[]): void {
    for (const key of keys) this.failures.delete(key);
  }

  /** @returns milliseconds until the last of the keys' locks ends; 0 where none is locked */
  lockedFor(keys: readonly string[]): number {
    const now = this.now();
    const waits = keys.map((key) => {
      const kept = this.failures.get(key);
      return kept && kept.count >= ATTEMPTS ? kept.until - now : 0;
    });
    return Math.max(0, ...waits);
  }

  private count(key: string): void {
    const now = this.now();
    const kept = this.failures.get(key);
    const count = kept && kept.until > now ? kept.count + 1 : 1;
    this.failures.delete(key);
    this.failures.set(key, { count, until: now + LOCKED_FOR });
    if (this.failures.size > KEYS_KEPT) this.failures.delete(this.failures.keys().next().value!);
  }
}
