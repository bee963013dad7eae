import { AppError } from "../errors.js";
import type { SqliteDatabase } from "../store/store.js";
import { Accounts, type StaffAccount } from "./accounts.js";
import { Audit } from "./audit.js";
import { Failures, UNKNOWN_ACCOUNT } from "./failures.js";
import { Lockout } from "./lockout.js";
import { hashOfNothing, hashPassword, passwordMatches } from "./passwords.js";
import { Sessions } from "./sessions.js";

/** Each hash takes one of the four threads that also read files: one stays free, and a flood holds no memory. */
const HASHES_AT_ONCE = 3;

export interface StaffAuthOptions {
  db: SqliteDatabase;
  staffFile: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Signing in and out, and the own password: each as one sequence of lock-out, password, session and audit. */
export class StaffAuth {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly audit: Audit;
  readonly failures: Failures;
  private readonly lockout: Lockout;
  private readonly now: () => number;
  private readonly hashOfNothing = hashOfNothing();
  private hashing = 0;

  constructor({ db, staffFile, now }: StaffAuthOptions) {
    this.accounts = new Accounts(staffFile);
    this.sessions = new Sessions(db, this.accounts, now);
    this.audit = new Audit(db, now);
    this.failures = new Failures(this.audit);
    this.lockout = new Lockout(now);
    this.now = now;
  }

  /** @throws AppError 401 for a wrong name or password, 429 while locked, 503 when too many sign in at once */
  async signIn(name: string, password: string, address: string): Promise<{ account: StaffAccount; token: string }> {
    const account = await this.check(name, password, address);
    if (!account) throw new AppError("wrong_credentials", 401, "账号名或密码不对。");
    this.failures.flush();
    const token = this.audit.append({ account: name, action: "sign_in" }, () => this.sessions.begin(account));
    return { account, token };
  }

  signOut(name: string, token: string): void {
    this.audit.append({ account: name, action: "sign_out" }, () => this.sessions.end(token));
  }

  /**
   * Changes the own password and ends all sessions of the account.
   * @returns the token of a new one
   * @throws AppError 403 for a wrong current password, else as `signIn`
   */
  async changePassword(name: string, current: string, next: string, address: string): Promise<string> {
    const account = await this.check(name, current, address);
    if (!account) throw new AppError("wrong_password", 403, "当前密码不对。");
    const passwordHash = await this.hash(() => hashPassword(next));
    return this.audit.append({ account: name, action: "password_changed" }, () => {
      // Reset by someone else meanwhile: theirs holds.
      if (this.accounts.find(name)?.passwordHash !== account.passwordHash) throw new AppError("not_signed_in", 401, "登录已失效，请重新登录。");
      this.accounts.setPassword(name, passwordHash, new Date(this.now()));
      return this.sessions.begin(this.accounts.known(name));
    });
  }

  /** The account, where the password is its own. The same steps whether the name is known or not. */
  private async check(name: string, password: string, address: string): Promise<StaffAccount | null> {
    const account = this.accounts.find(name);
    const keys = [`account ${name}`, `address ${address}`];
    const matches = await this.hash(() => {
      const wait = this.lockout.attempt(keys);
      if (wait > 0) {
        this.failures.count(account?.name ?? UNKNOWN_ACCOUNT, true);
        throw lockedOut(wait);
      }
      return passwordMatches(password, account?.passwordHash ?? this.hashOfNothing);
    });
    if (account && matches) {
      this.lockout.succeeded(keys);
      return account;
    }
    this.failures.count(account?.name ?? UNKNOWN_ACCOUNT, this.lockout.lockedFor(keys.slice(0, 1)) > 0);
    return null;
  }

  private async hash<T>(work: () => Promise<T>): Promise<T> {
    if (this.hashing >= HASHES_AT_ONCE) throw new AppError("busy", 503, "同时登录的人太多，请稍后再试。");
    this.hashing++;
    try {
      return await work();
    } finally {
      this.hashing--;
    }
  }
}

function lockedOut(wait: number): AppError {
  const minutes = Math.ceil(wait / 60_000);
  return new AppError("locked_out", 429, `失败次数太多，请 ${minutes} 分钟后再试。`, { details: { retryAfterSeconds: Math.ceil(wait / 1000) } });
}
