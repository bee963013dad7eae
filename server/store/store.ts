import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { MIGRATIONS } from "./migrations.js";

export type SqliteDatabase = Database.Database;

/** What the caller fixed beside the question. */
export interface StoredRequest {
  region?: string;
  documentId?: string;
  /** ISO day by which validity was judged. */
  asOf: string;
}

/** One turn as it is kept: enough to tell why the answer was what it was, and to replay it. */
export interface StoredTurn {
  answerId: string;
  conversationId: string;
  question: string;
  request: StoredRequest;
  understanding: unknown;
  /** Passages found, each with its score. */
  evidence: { provisionId: string; score: number }[];
  guards: unknown[];
  answer: unknown;
  snapshot: string;
  /** The self-assessment of the conversation after this turn; null where there is none. */
  interview?: unknown;
}

/** A turn read back; `request` is null for one that was kept before requests were. */
export interface KeptTurn extends Omit<StoredTurn, "request"> {
  request: StoredRequest | null;
  /** ISO time. */
  createdAt: string;
}

/** A turn as it is given to the person whose conversation it was. */
export interface ExportedTurn extends KeptTurn {
  feedback: { createdAt: string; rating: "up" | "down"; reason: string | null; comment: string | null }[];
}

export interface Feedback {
  answerId: string;
  rating: "up" | "down";
  reason?: string;
  comment?: string;
}

/** Conversations, turns and feedback in SQLite (WAL): what was acknowledged is on disk. */
export class Store {
  /** For rooms that keep tables of their own in the same file (`server/auth`). */
  readonly db: SqliteDatabase;

  /** @param file a path, or ":memory:" */
  constructor(file: string) {
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
    this.db = new Database(file);
    this.db.pragma("journal_mode = WAL");
    this.db.pragma("synchronous = FULL");
    this.db.pragma("foreign_keys = ON");
    this.db.pragma("secure_delete = ON");
    this.migrate();
  }

  /** True when the conversation has at least one turn. */
  hasConversation(id: string): boolean {
    return this.db.prepare("SELECT 1 FROM conversations WHERE id = ?").get(id) !== undefined;
  }

  /** The understandings of the last turns of a conversation, oldest first. */
  recentUnderstandings(conversationId: string, limit: number): unknown[] {
    const rows = this.db
      .prepare("SELECT understanding FROM turns WHERE conversation_id = ? ORDER BY position DESC LIMIT ?")
      .all(conversationId, limit) as { understanding: string }[];
    return rows.reverse().map((row) => JSON.parse(row.understanding) as unknown);
  }

  /** The turn that gave this answer; null where there is none. */
  findTurn(answerId: string): KeptTurn | null {
    const row = this.db.prepare("SELECT * FROM turns WHERE answer_id = ?").get(answerId) as TurnRow | undefined;
    return row === undefined ? null : keptTurn(row);
  }

  /** The understandings of the turns before this answer in its conversation, oldest first. */
  understandingsBefore(answerId: string, limit: number): unknown[] {
    const rows = this.db
      .prepare(
        `SELECT earlier.understanding FROM turns AS this JOIN turns AS earlier
         ON earlier.conversation_id = this.conversation_id AND earlier.position < this.position
         WHERE this.answer_id = ? ORDER BY earlier.position DESC LIMIT ?`,
      )
      .all(answerId, limit) as { understanding: string }[];
    return rows.reverse().map((row) => JSON.parse(row.understanding) as unknown);
  }

  /** The self-assessment after the last turn of a conversation; null where there is none. */
  lastInterview(conversationId: string): unknown {
    return interviewOf(this.db.prepare("SELECT interview FROM turns WHERE conversation_id = ? ORDER BY position DESC LIMIT 1").get(conversationId));
  }

  /** The self-assessment of the conversation before this answer; null where there is none. */
  interviewBefore(answerId: string): unknown {
    const row = this.db
      .prepare(
        `SELECT earlier.interview FROM turns AS this JOIN turns AS earlier
         ON earlier.conversation_id = this.conversation_id AND earlier.position < this.position
         WHERE this.answer_id = ? ORDER BY earlier.position DESC LIMIT 1`,
      )
      .get(answerId);
    return interviewOf(row);
  }

  /** Keeps a turn; its conversation begins with the first one. All or nothing. */
  saveTurn(turn: StoredTurn): void {
    const now = new Date().toISOString();
    this.db.transaction(() => {
      this.db.prepare("INSERT OR IGNORE INTO conversations (id, created_at) VALUES (?, ?)").run(turn.conversationId, now);
      this.db
        .prepare(
          `INSERT INTO turns (answer_id, conversation_id, position, created_at, question, request, understanding, evidence, guards, answer, snapshot, interview)
           VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM turns WHERE conversation_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          turn.answerId,
          turn.conversationId,
          turn.conversationId,
          now,
          turn.question,
          JSON.stringify(turn.request),
          JSON.stringify(turn.understanding),
          JSON.stringify(turn.evidence),
          JSON.stringify(turn.guards),
          JSON.stringify(turn.answer),
          turn.snapshot,
          JSON.stringify(turn.interview ?? null),
        );
    })();
  }

  /** Every turn of a conversation with what was said of it, oldest first; empty where there is none. */
  exportConversation(id: string): ExportedTurn[] {
    const rows = this.db.prepare("SELECT * FROM turns WHERE conversation_id = ? ORDER BY position").all(id) as TurnRow[];
    const feedback = this.db.prepare("SELECT created_at AS createdAt, rating, reason, comment FROM feedback WHERE answer_id = ? ORDER BY created_at");
    return rows.map((row) => ({ ...keptTurn(row), feedback: feedback.all(row.answer_id) as ExportedTurn["feedback"] }));
  }

  /** Removes a conversation with its turns and feedback. @returns false when there is no such conversation */
  deleteConversation(id: string): boolean {
    return this.db.prepare("DELETE FROM conversations WHERE id = ?").run(id).changes > 0;
  }

  /** Removes conversations whose last turn is older than this. @param before ISO time @returns how many */
  deleteBefore(before: string): number {
    return this.db
      .prepare("DELETE FROM conversations WHERE id NOT IN (SELECT conversation_id FROM turns WHERE created_at >= ?)")
      .run(before).changes;
  }

  /** @returns false when there is no such answer */
  saveFeedback({ answerId, rating, reason, comment }: Feedback): boolean {
    const known = this.db.prepare("SELECT 1 FROM turns WHERE answer_id = ?").get(answerId) !== undefined;
    if (!known) return false;
    this.db
      .prepare("INSERT INTO feedback (answer_id, created_at, rating, reason, comment) VALUES (?, ?, ?, ?, ?)")
      .run(answerId, new Date().toISOString(), rating, reason ?? null, comment ?? null);
    return true;
  }

  close(): void {
    this.db.close();
  }

  private migrate(): void {
    const version = this.db.pragma("user_version", { simple: true }) as number;
    if (version > MIGRATIONS.length) {
      throw new Error(`数据库是第 ${version} 版，程序只认识到第 ${MIGRATIONS.length} 版，请使用更新的程序。`);
    }
    MIGRATIONS.slice(version).forEach((step, i) => {
      this.db.transaction(() => {
        this.db.exec(step);
        this.db.pragma(`user_version = ${version + i + 1}`);
      })();
    });
  }
}

interface TurnRow {
  answer_id: string;
  conversation_id: string;
  created_at: string;
  question: string;
  request: string | null;
  understanding: string;
  evidence: string;
  guards: string;
  answer: string;
  snapshot: string;
  /** Null in turns kept before this column. */
  interview: string | null;
}

function interviewOf(row: unknown): unknown {
  const { interview } = (row ?? { interview: null }) as Pick<TurnRow, "interview">;
  return interview === null ? null : (JSON.parse(interview) as unknown);
}

function keptTurn(row: TurnRow): KeptTurn {
  return {
    answerId: row.answer_id,
    conversationId: row.conversation_id,
    createdAt: row.created_at,
    question: row.question,
    request: row.request === null ? null : (JSON.parse(row.request) as StoredRequest),
    understanding: JSON.parse(row.understanding) as unknown,
    evidence: JSON.parse(row.evidence) as KeptTurn["evidence"],
    guards: JSON.parse(row.guards) as unknown[],
    answer: JSON.parse(row.answer) as unknown,
    snapshot: row.snapshot,
    interview: interviewOf(row),
  };
}

/** A new id for a conversation or an answer: 32 hexadecimal digits. */
export function newId(): string {
  return randomUUID().replace(/-/g, "");
}
