import type { SqliteDatabase } from "./store.js";

/** A turn that went badly, as far as it may be told to those who did not hold the conversation: no id of it. */
export interface TroubledTurn {
  answerId: string;
  /** ISO time. */
  createdAt: string;
  question: string;
  outcome: "answered" | "refused" | "needs_clarification";
  /** Regions that the question was understood to be about. */
  regions: string[];
  /** True where it was a greeting or thanks: nothing was asked in vain. */
  isSmallTalk: boolean;
  /** False where nothing at all was found. */
  hasEvidence: boolean;
  /** The person's last word on the answer, where it was thumbs down. */
  complaint: { reason: string | null; comment: string | null } | null;
}

export interface TroubledPeriod {
  /** ISO times; the end is not in it. */
  from: string;
  until: string;
  /** Only the newest so many are looked at. */
  limit: number;
}

/** Turns that were refused, needed clarification or got thumbs down; newest first. */
export function troubledTurns(db: SqliteDatabase, { from, until, limit }: TroubledPeriod): TroubledTurn[] {
  const rows = db
    .prepare(
      `WITH unanswered AS (
         SELECT answer_id FROM turns WHERE outcome IN ('refused', 'needs_clarification') AND created_at >= :from AND created_at < :until
         ORDER BY created_at DESC LIMIT :limit
       ), said AS (
         SELECT answer_id, max(rowid) AS last FROM feedback GROUP BY answer_id
       ), disliked AS (
         SELECT feedback.answer_id, reason, comment FROM said JOIN feedback ON feedback.rowid = said.last WHERE rating = 'down'
       )
       SELECT turns.answer_id AS answerId, created_at AS createdAt, question, outcome,
         json_extract(understanding, '$.regions') AS regions, coalesce(json_extract(understanding, '$.conduct') = 'small_talk', 0) AS isSmallTalk, evidence <> '[]' AS hasEvidence,
         disliked.answer_id IS NOT NULL AS isDisliked, reason, comment
       FROM turns LEFT JOIN disliked ON disliked.answer_id = turns.answer_id
       WHERE (turns.answer_id IN (SELECT answer_id FROM unanswered) OR disliked.answer_id IS NOT NULL)
         AND created_at >= :from AND created_at < :until
       ORDER BY created_at DESC, turns.rowid DESC LIMIT :limit`,
    )
    .all({ from, until, limit }) as TroubledRow[];
  return rows.map(({ regions, isSmallTalk, hasEvidence, isDisliked, reason, comment, ...row }) => ({
    ...row,
    regions: regions === null ? [] : (JSON.parse(regions) as string[]),
    isSmallTalk: isSmallTalk === 1,
    hasEvidence: hasEvidence === 1,
    complaint: isDisliked === 1 ? { reason, comment } : null,
  }));
}

/** The person's last word on an answer, where it was thumbs down. */
export function complaintOn(db: SqliteDatabase, answerId: string): TroubledTurn["complaint"] {
  const last = db.prepare("SELECT rating, reason, comment FROM feedback WHERE answer_id = ? ORDER BY rowid DESC LIMIT 1").get(answerId) as { rating: string; reason: string | null; comment: string | null } | undefined;
  return last?.rating === "down" ? { reason: last.reason, comment: last.comment } : null;
}

interface TroubledRow extends Pick<TroubledTurn, "answerId" | "createdAt" | "question" | "outcome"> {
  /** A JSON array; null in turns kept by an older version. */
  regions: string | null;
  isSmallTalk: 0 | 1;
  hasEvidence: 0 | 1;
  isDisliked: 0 | 1;
  reason: string | null;
  comment: string | null;
}
