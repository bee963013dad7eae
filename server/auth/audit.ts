import { createHash } from "node:crypto";
import type { AuditLine } from "../schemas/staff.js";
import type { SqliteDatabase } from "../store/store.js";

/** What someone did. No personal data and no text that a person typed freely: ids, names of accounts, roles, counts. */
export interface AuditEntry {
  account: string;
  /** In English, snake_case: `sign_in`, `role_changed`. */
  action: string;
  /** What it was done to: an id or an account. */
  target?: string;
  detail?: Record<string, string | number | boolean>;
}

/** A line's place and hash, noted elsewhere: what the log held up to it can no longer be rewritten unseen. */
export interface Anchor {
  seq: number;
  hash: string;
}

export type AuditFault = "missing" | "changed" | "unlinked" | "not_the_anchor";

export interface AuditVerdict {
  /** Lines from the beginning that are as they were written; `head` is the last of them. */
  lines: number;
  head: Anchor | null;
  /** The first line that is not as it was written; null where all are. */
  broken: { seq: number; fault: AuditFault } | null;
}

const BEFORE_ALL = "0".repeat(64);

/**
 * The staff's audit log: lines are only appended (triggers refuse the rest), and each holds the hash of the one before it,
 * so that a changed or removed line shows. Who can write the whole file can also rewrite it from some line on to the end:
 * only an anchor noted elsewhere shows that.
 */
export class Audit {
  constructor(
    private readonly db: SqliteDatabase,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  /**
   * Appends a line and does the work it tells of; work that throws leaves no line. The database's write lock is held
   * meanwhile, across processes.
   */
  append<T>(entry: AuditEntry, work: () => T): T;
  append(entry: AuditEntry): void;
  append(entry: AuditEntry, work?: () => unknown): unknown {
    return this.db
      .transaction(() => {
        this.insert(entry);
        return work?.();
      })
      .immediate();
  }

  /** Newest first. @param before only lines with a lower number */
  page(limit: number, before = Number.MAX_SAFE_INTEGER): AuditLine[] {
    const rows = this.db.prepare("SELECT * FROM staff_audit WHERE seq < ? ORDER BY seq DESC LIMIT ?").all(before, limit) as AuditRow[];
    return rows.map(({ seq, at, account, action, target, detail, hash }) => {
      return { seq, at, account, action, target, detail: detail === null ? null : (JSON.parse(detail) as AuditLine["detail"]), hash };
    });
  }

  /** Reads the log from its beginning and stops at the first fault. */
  verify(anchor?: Anchor): AuditVerdict {
    let head: Anchor | null = null;
    for (const row of this.db.prepare("SELECT * FROM staff_audit ORDER BY seq").iterate() as IterableIterator<AuditRow>) {
      const fault = faultOf(row, head, anchor);
      if (fault) return verdict(head, fault);
      head = { seq: row.seq, hash: row.hash };
    }
    const cutOff = numberOf(head) < Math.max(this.lastNumber(), numberOf(anchor));
    return verdict(head, cutOff ? "missing" : null);
  }

  private insert({ account, action, target, detail }: AuditEntry): void {
    const last = this.db.prepare("SELECT hash FROM staff_audit ORDER BY seq DESC LIMIT 1").get() as { hash: string } | undefined;
    const line = {
      // Not max(seq) + 1: the number of a line that was cut off the end is not given again, so that the gap stays.
      seq: this.lastNumber() + 1,
      at: new Date(this.now()).toISOString(),
      account,
      action,
      target: target ?? null,
      detail: detail === undefined ? null : JSON.stringify(detail),
      previous: last?.hash ?? BEFORE_ALL,
    };
    this.db
      .prepare(
        `INSERT INTO staff_audit (seq, at, account, action, target, detail, previous, hash)
         VALUES (:seq, :at, :account, :action, :target, :detail, :previous, :hash)`,
      )
      .run({ ...line, hash: hashOf(line) });
  }

  /** The highest number ever given. */
  private lastNumber(): number {
    const row = this.db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'staff_audit'").get() as { seq: number } | undefined;
    return row?.seq ?? 0;
  }
}

interface AuditRow {
  seq: number;
  at: string;
  account: string;
  action: string;
  target: string | null;
  detail: string | null;
  previous: string;
  hash: string;
}

/** What is wrong with a line that should follow `head`. */
function faultOf(row: AuditRow, head: Anchor | null, anchor: Anchor | undefined): AuditFault | null {
  if (row.seq !== numberOf(head) + 1) return "missing";
  if (row.hash !== hashOf(row)) return "changed";
  if (row.previous !== (head?.hash ?? BEFORE_ALL)) return "unlinked";
  return anchor?.seq === row.seq && anchor.hash !== row.hash ? "not_the_anchor" : null;
}

/** @param head the last line that is as it was written */
function verdict(head: Anchor | null, fault: AuditFault | null): AuditVerdict {
  return { lines: numberOf(head), head, broken: fault && { seq: numberOf(head) + 1, fault } };
}

function numberOf(line: Anchor | null | undefined): number {
  return line?.seq ?? 0;
}

/** SHA-256 of a line's fields and of the hash before it. JSON keeps the fields apart. */
function hashOf({ seq, at, account, action, target, detail, previous }: Omit<AuditRow, "hash">): string {
  return createHash("sha256").update(JSON.stringify([seq, at, account, action, target, detail, previous])).digest("hex");
}
