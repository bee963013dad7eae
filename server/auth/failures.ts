import type { Audit } from "./audit.js";

/** Stands for names that no account has. They are not kept: people type passwords into the wrong field. */
export const UNKNOWN_ACCOUNT = "（未知账号）";

/**
 * Failed attempts to sign in, told to the audit log in one line an account at a time. Written later, and not by the
 * attempt itself, so that a known name takes no longer than an unknown one and an attack does not fill the disk.
 */
export class Failures {
  private readonly pending = new Map<string, { attempts: number; locked: boolean }>();

  constructor(private readonly audit: Audit) {}

  /** @param locked the name is locked now */
  count(account: string, locked: boolean): void {
    const kept = this.pending.get(account);
    this.pending.set(account, { attempts: (kept?.attempts ?? 0) + 1, locked: locked || (kept?.locked ?? false) });
  }

  /** Writes what has been counted. */
  flush(): void {
    for (const [account, detail] of this.pending) {
      this.audit.append({ account, action: "sign_in_failed", detail });
      this.pending.delete(account);
    }
  }
}
