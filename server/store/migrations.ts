/** The store's schema, as steps that are only ever appended. Step n brings the database from version n to n + 1. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE conversations (
     id TEXT PRIMARY KEY,
     created_at TEXT NOT NULL
   ) STRICT;
   CREATE TABLE turns (
     answer_id TEXT PRIMARY KEY,
     conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
     position INTEGER NOT NULL,
     created_at TEXT NOT NULL,
     question TEXT NOT NULL,
     understanding TEXT NOT NULL,
     evidence TEXT NOT NULL,
     guards TEXT NOT NULL,
     answer TEXT NOT NULL,
     snapshot TEXT NOT NULL,
     UNIQUE (conversation_id, position)
   ) STRICT;
   CREATE TABLE feedback (
     answer_id TEXT NOT NULL REFERENCES turns(answer_id) ON DELETE CASCADE,
     created_at TEXT NOT NULL,
     rating TEXT NOT NULL CHECK (rating IN ('up', 'down')),
     reason TEXT,
     comment TEXT
   ) STRICT;
   CREATE INDEX feedback_by_answer ON feedback(answer_id);`,
  // What the caller fixed beside the question; null in turns kept before this column.
  `ALTER TABLE turns ADD COLUMN request TEXT;`,
  // The self-assessment of the conversation as it stood after the turn; null where there is none.
  `ALTER TABLE turns ADD COLUMN interview TEXT;`,
];
