import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MIGRATIONS } from "../../../server/store/migrations.js";
import { newId, Store, type StoredTurn } from "../../../server/store/store.js";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "policy-store-"));
  file = join(folder, "deeper", "assistant.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const turn = (conversationId: string, question: string, answerId = newId()): StoredTurn => ({
  answerId,
  conversationId,
  question,
  request: { asOf: "2026-01-01" },
  understanding: { question },
  evidence: [{ provisionId: "gz-measures#art_1", score: 1.5 }],
  guards: [],
  answer: { text: "答" },
  snapshot: "abc",
});

/** Opens the database file, does something with the store, and closes it again. */
function inStore<T>(work: (store: Store) => T): T {
  const store = new Store(file);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

/** Looks into the file past the store. */
function peek<T>(look: (db: Database.Database) => T): T {
  const db = new Database(file);
  try {
    return look(db);
  } finally {
    db.close();
  }
}
const version = (): unknown => peek((db) => db.pragma("user_version", { simple: true }));

describe("opening", () => {
  it("makes the folder and brings a new database to the newest version", () => {
    inStore(() => undefined);
    expect(version()).toBe(MIGRATIONS.length);
  });

  it("again changes nothing: migrations run once", () => {
    inStore((store) => store.saveTurn(turn("c1", "问")));
    const schema = () => peek((db) => db.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY name").all());
    const before = schema();
    inStore(() => undefined);
    expect(schema()).toEqual(before);
    expect(version()).toBe(MIGRATIONS.length);
    expect(inStore((store) => store.hasConversation("c1"))).toBe(true);
  });

  it("refuses a database that a newer program wrote, in words, and leaves it as it is", () => {
    inStore((store) => store.saveTurn(turn("c1", "问")));
    peek((db) => db.pragma(`user_version = ${MIGRATIONS.length + 1}`));
    expect(() => inStore(() => undefined)).toThrow(/数据库是第 \d+ 版，程序只认识到第 \d+ 版/);
    expect(version()).toBe(MIGRATIONS.length + 1);
    expect(peek((db) => db.prepare("SELECT count(*) AS n FROM turns").get())).toEqual({ n: 1 });
  });
});

describe("turns", () => {
  it("survive closing and opening", () => {
    inStore((store) => store.saveTurn(turn("c1", "第一问")));
    inStore((store) => store.saveTurn(turn("c1", "第二问")));
    expect(inStore((store) => store.recentUnderstandings("c1", 5))).toEqual([{ question: "第一问" }, { question: "第二问" }]);
  });

  it("come back oldest first, the latest ones only, each conversation apart, in whatever order they were kept", () => {
    const asked = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 })), { maxLength: 12 });
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 5 }), (turns, limit) => {
        const store = new Store(":memory:");
        for (const [conversation, question] of turns) store.saveTurn(turn(conversation, question));
        for (const conversation of ["a", "b", "c"]) {
          const expected = turns.filter(([id]) => id === conversation).map(([, question]) => ({ question }));
          expect(store.recentUnderstandings(conversation, limit)).toEqual(expected.slice(-limit));
          expect(store.hasConversation(conversation)).toBe(expected.length > 0);
        }
        store.close();
      }),
      { numRuns: 50 },
    );
  });

  it("can be found by their answer, with everything that was kept of them", () => {
    const kept = { ...turn("c1", "问", "answer-1"), request: { region: "贵州", documentId: "gz-measures", asOf: "2026-01-01" }, interview: { ruleSetId: "gz-measures", open: true } };
    inStore((store) => store.saveTurn(kept));
    expect(inStore((store) => store.findTurn("answer-1"))).toEqual({ ...kept, createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string });
    expect(inStore((store) => store.findTurn("never"))).toBeNull();
  });

  it("tell the self-assessment of their conversation as it stood, and as it stood before a turn", () => {
    inStore((store) => {
      expect(store.lastInterview("c1")).toBeNull();
      store.saveTurn({ ...turn("c1", "问", "first"), interview: { open: true } });
      store.saveTurn(turn("c2", "别处", "elsewhere"));
      store.saveTurn({ ...turn("c1", "再问", "second"), interview: { open: false } });
      expect(store.lastInterview("c1")).toEqual({ open: false });
      expect(store.lastInterview("c2")).toBeNull();
      expect([store.interviewBefore("second"), store.interviewBefore("first")]).toEqual([{ open: true }, null]);
    });
  });

  it("tell what their conversation remembered before them, oldest first", () => {
    inStore((store) => {
      for (const id of ["1", "2", "3", "4"]) store.saveTurn(turn("c1", `第${id}问`, id));
      store.saveTurn(turn("c2", "别处"));
      expect(store.understandingsBefore("4", 2)).toEqual([{ question: "第2问" }, { question: "第3问" }]);
      expect(store.understandingsBefore("1", 2)).toEqual([]);
    });
  });

  it("of a database from before requests were kept are found without one", () => {
    mkdirSync(join(folder, "deeper"));
    peek((db) => {
      db.exec(MIGRATIONS[0]!);
      db.pragma("user_version = 1");
      db.exec(`INSERT INTO conversations VALUES ('c1', '2026-01-01T00:00:00.000Z');
        INSERT INTO turns VALUES ('old', 'c1', 1, '2026-01-01T00:00:00.000Z', '问', '{}', '[]', '[]', '{}', 'abc')`);
    });
    expect(inStore((store) => store.findTurn("old"))).toMatchObject({ question: "问", request: null, createdAt: "2026-01-01T00:00:00.000Z" });
  });

  it("are kept whole or not at all: a second turn of the same answer leaves no conversation behind", () => {
    inStore((store) => {
      store.saveTurn(turn("c1", "问", "same"));
      expect(() => store.saveTurn(turn("c2", "问", "same"))).toThrow();
      expect(store.hasConversation("c2")).toBe(false);
      expect(store.recentUnderstandings("c1", 5)).toHaveLength(1);
    });
  });
});

describe("feedback", () => {
  it("is kept for an answer that was given", () => {
    inStore((store) => {
      store.saveTurn(turn("c1", "问", "answer-1"));
      expect(store.saveFeedback({ answerId: "answer-1", rating: "down", reason: "答非所问", comment: "第几条？" })).toBe(true);
    });
    expect(peek((db) => db.prepare("SELECT answer_id, rating, reason, comment FROM feedback").all())).toEqual([
      { answer_id: "answer-1", rating: "down", reason: "答非所问", comment: "第几条？" },
    ]);
  });

  it("is refused for an answer that was never given, and nothing is kept", () => {
    inStore((store) => expect(store.saveFeedback({ answerId: "never", rating: "up" })).toBe(false));
    expect(peek((db) => db.prepare("SELECT count(*) AS n FROM feedback").get())).toEqual({ n: 0 });
  });
});

it("ids are 32 hexadecimal digits, no two alike", () => {
  const ids = Array.from({ length: 200 }, newId);
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(200);
});

describe("retention", () => {
  it("removes conversations whose last turn is older than a moment, with their turns and feedback, and no other", () => {
    inStore((store) => {
      store.saveTurn(turn("old", "旧", "a1"));
      store.saveTurn(turn("revived", "旧", "a2"));
      store.saveFeedback({ answerId: "a1", rating: "up" });
    });
    const db = new Database(file);
    db.prepare("UPDATE turns SET created_at = '2020-01-01T00:00:00.000Z'").run();
    db.close();
    inStore((store) => {
      store.saveTurn(turn("revived", "新", "a3"));
      expect(store.deleteBefore("2020-01-01T00:00:00.000Z")).toBe(0);
      expect(store.deleteBefore("2021-01-01T00:00:00.000Z")).toBe(1);
      expect(store.hasConversation("old")).toBe(false);
      expect(store.findTurn("a1")).toBeNull();
      expect(store.exportConversation("revived").map(({ question }) => question)).toEqual(["旧", "新"]);
    });
  });

  it("leaves nothing of what was deleted in the file", () => {
    inStore((store) => {
      store.saveTurn(turn("gone", "只此一处的问题", "a1"));
      store.deleteConversation("gone");
    });
    expect(readFileSync(file).includes("只此一处的问题")).toBe(false);
  });
});
