import type { Understanding } from "./understanding.js";

/** What a conversation remembers of its earlier turns, oldest first: what was understood of each. */
export type RememberedTurn = Pick<Understanding, "question" | "topic" | "signals" | "years" | "regions" | "documentIds" | "references">;

/** What the caller fixes from outside: the channel's region, a document the reader has open. */
export interface Scope {
  region?: string;
  documentId?: string;
}

/** Stored turns as a conversation remembers them; one stored by an older version, which kept no topic, begins anew. */
export function rememberedTurns(stored: readonly unknown[]): RememberedTurn[] {
  const turns = stored as readonly Partial<RememberedTurn>[];
  return turns.every(({ topic, signals }) => topic !== undefined && signals !== undefined) ? (turns as RememberedTurn[]) : [];
}
