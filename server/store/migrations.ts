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
  // Retention asks for turns by age.
  `CREATE INDEX turns_by_age ON turns(created_at);`,
  // Staff: times of sessions in milliseconds since 1970. Lines of the audit log are only appended; INSERT OR REPLACE
  // fires no DELETE trigger, so a number that is taken is refused before.
  `CREATE TABLE staff_sessions (
     token_hash TEXT PRIMARY KEY,
     account TEXT NOT NULL,
     credential TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     used_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE staff_audit (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     at TEXT NOT NULL,
     account TEXT NOT NULL,
     action TEXT NOT NULL,
     target TEXT,
     detail TEXT,
     previous TEXT NOT NULL,
     hash TEXT NOT NULL
   ) STRICT;
   CREATE TRIGGER staff_audit_is_not_changed BEFORE UPDATE ON staff_audit
     BEGIN SELECT RAISE(ABORT, 'staff_audit: lines are only appended'); END;
   CREATE TRIGGER staff_audit_is_not_shortened BEFORE DELETE ON staff_audit
     BEGIN SELECT RAISE(ABORT, 'staff_audit: lines are only appended'); END;
   CREATE TRIGGER staff_audit_is_appended BEFORE INSERT ON staff_audit
     WHEN NEW.seq <= (SELECT max(seq) FROM staff_audit)
     BEGIN SELECT RAISE(ABORT, 'staff_audit: lines are only appended'); END;`,
  // The self-assessment of the conversation as it stood after the turn; null where there is none.
  `ALTER TABLE turns ADD COLUMN interview TEXT;`,
  // Staff ask for the newest turns that were not answered: the outcome is read out of the answer once, into the index.
  `ALTER TABLE turns ADD COLUMN outcome TEXT GENERATED ALWAYS AS (json_extract(answer, '$.outcome')) VIRTUAL;
   CREATE INDEX turns_by_outcome ON turns(outcome, created_at);`,
];
