import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { MIGRATIONS } from "./migrations.js";

/** One turn as it is kept: enough to tell why the answer was what it was, and to replay it. */
export interface StoredTurn {
  answerId: string;
  conversationId: string;
  question: string;
  understanding: unknown;
  /** Passages found, each with its score. */
  evidence: { provisionId: string; score: number }[];
  guards: unknown[];
  answer: unknown;
  snapshot: string;
}

export interface Feedback {
  answerId: string;
  rating: "up" | "down";
  reason?: string;
  comment?: string;
}

/** Conversations, turns and feedback in SQLite (WAL): what was acknowledged is on disk. */
export class Store {
  private readonly db: Database.Database;

  /** @param file a path, or ":memory:" */
  constructor(file: string) {
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
    this.db = new Database(file);
    this.db.pragma("journal_mode = WAL");
    this.db.pragma("synchronous = FULL");
    this.db.pragma("foreign_keys = ON");
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

  /** Keeps a turn; its conversation begins with the first one. All or nothing. */
  saveTurn(turn: StoredTurn): void {
    const now = new Date().toISOString();
    this.db.transaction(() => {
      this.db.prepare("INSERT OR IGNORE INTO conversations (id, created_at) VALUES (?, ?)").run(turn.conversationId, now);
      this.db
        .prepare(
          `INSERT INTO turns (answer_id, conversation_id, position, created_at, question, understanding, evidence, guards, answer, snapshot)
           VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM turns WHERE conversation_id = ?), ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          turn.answerId,
          turn.conversationId,
          turn.conversationId,
          now,
          turn.question,
          JSON.stringify(turn.understanding),
          JSON.stringify(turn.evidence),
          JSON.stringify(turn.guards),
          JSON.stringify(turn.answer),
          turn.snapshot,
        );
    })();
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

/** A new id for a conversation or an answer: 32 hexadecimal digits. */
export function newId(): string {
  return randomUUID().replace(/-/g, "");
}
