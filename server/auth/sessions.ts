import { createHash, randomBytes } from "node:crypto";
import type { SqliteDatabase } from "../store/store.js";
import type { Accounts, StaffAccount } from "./accounts.js";

const HOUR = 3_600_000;
export const IDLE_LIMIT = 8 * HOUR;
export const ABSOLUTE_LIMIT = 24 * HOUR;
/** Use is noted this often at most, so that reading does not write at every request. */
const NOTED_EVERY = 60_000;

/**
 * Sessions in the database, so that a restart keeps them. Only the SHA-256 of a token is stored: who reads the database
 * cannot sign in with it. A session ends with its account and with the password that opened it.
 */
export class Sessions {
  constructor(
    private readonly db: SqliteDatabase,
    private readonly accounts: Accounts,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  /** @returns the new session's token, 32 random bytes in base64url */
  begin({ name, passwordHash }: StaffAccount): string {
    const token = randomBytes(32).toString("base64url");
    const now = this.now();
    this.db.prepare("DELETE FROM staff_sessions WHERE used_at <= ? OR created_at <= ?").run(now - IDLE_LIMIT, now - ABSOLUTE_LIMIT);
    this.db
      .prepare("INSERT INTO staff_sessions (token_hash, account, credential, created_at, used_at) VALUES (?, ?, ?, ?, ?)")
      .run(sha256(token), name, sha256(passwordHash), now, now);
    return token;
  }

  /** The account that a token speaks for, as the account file has it now; null where its session is over. */
  resume(token: string): StaffAccount | null {
    const row = this.db.prepare("SELECT * FROM staff_sessions WHERE token_hash = ?").get(sha256(token)) as SessionRow | undefined;
    if (!row) return null;
    const now = this.now();
    const account = this.accounts.find(row.account);
    const over = now - row.used_at >= IDLE_LIMIT || now - row.created_at >= ABSOLUTE_LIMIT;
    if (over || !account || sha256(account.passwordHash) !== row.credential) {
      this.end(token);
      return null;
    }
    if (now - row.used_at >= NOTED_EVERY) this.db.prepare("UPDATE staff_sessions SET used_at = ? WHERE token_hash = ?").run(now, row.token_hash);
    return account;
  }

  end(token: string): void {
    this.db.prepare("DELETE FROM staff_sessions WHERE token_hash = ?").run(sha256(token));
  }
}

interface SessionRow {
  token_hash: string;
  account: string;
  /** SHA-256 of the account's password hash when the session began: a changed password, or a new account of the same name, differs. */
  credential: string;
  created_at: number;
  used_at: number;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
