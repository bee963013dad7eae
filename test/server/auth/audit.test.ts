import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Audit } from "../../../server/auth/audit.js";
import { MIGRATIONS } from "../../../server/store/migrations.js";
import { Store } from "../../../server/store/store.js";
import { tempFolder } from "../../support/temp-folder.js";

const TRIGGERS = ["staff_audit_is_not_changed", "staff_audit_is_not_shortened", "staff_audit_is_appended"];

/** A log of so many lines; `tamper` writes past its triggers, as who has the file can. */
function logOf(lines: number): { audit: Audit; store: Store; tamper: (sql: string) => void } {
  const store = new Store(":memory:");
  let time = Date.parse("2026-01-01T00:00:00Z");
  const audit = new Audit(store.db, () => (time += 1000));
  for (let n = 1; n <= lines; n++) audit.append({ account: "王莉", action: "looked", target: `t${n}`, detail: { n } });
  const tamper = (sql: string): void => {
    for (const trigger of TRIGGERS) store.db.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
    store.db.exec(sql);
  };
  return { audit, store, tamper };
}

describe("the chain", () => {
  it("of what was appended is whole, and empty before", () => {
    expect(logOf(0).audit.verify()).toEqual({ lines: 0, head: null, broken: null });
    const { audit } = logOf(5);
    const [last] = audit.page(1);
    expect(audit.verify()).toEqual({ lines: 5, head: { seq: 5, hash: last!.hash }, broken: null });
  });

  it("shows any one line that was changed in any field, or removed, wherever it stands", () => {
    const change = fc.constantFrom("at = '2026-01-02T00:00:00.000Z'", "account = '李四'", "action = 'listened'", "target = NULL", "detail = '{}'", "previous = hash", "hash = previous");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.option(change, { nil: null }), (seq, set) => {
        const { audit, store, tamper } = logOf(6);
        tamper(set === null ? `DELETE FROM staff_audit WHERE seq = ${seq}` : `UPDATE staff_audit SET ${set} WHERE seq = ${seq}`);
        expect(audit.verify()).toMatchObject({ lines: seq - 1, broken: { seq, fault: set === null ? "missing" : "changed" } });
        store.close();
      }),
      { numRuns: 100 },
    );
  });

  it("shows a line that was forged with a hash of its own, at the line after it", () => {
    const { audit, store, tamper } = logOf(4);
    const { store: other } = logOf(1);
    new Audit(other.db, () => 0).append({ account: "李四", action: "looked" });
    const forged = other.db.prepare("SELECT at, account, target, detail, hash FROM staff_audit WHERE seq = 2").get() as Record<"at" | "account" | "hash", string>;
    tamper("");
    store.db.prepare("UPDATE staff_audit SET at = :at, account = :account, target = :target, detail = :detail, hash = :hash WHERE seq = 2").run(forged);
    expect(audit.verify()).toMatchObject({ lines: 2, broken: { seq: 3, fault: "unlinked" } });
  });

  it("shows lines cut off its end, also after new ones were appended", () => {
    const { audit, tamper } = logOf(4);
    tamper("DELETE FROM staff_audit WHERE seq >= 3");
    expect(audit.verify().broken).toEqual({ seq: 3, fault: "missing" });
    audit.append({ account: "王莉", action: "looked" });
    expect(audit.verify().broken).toEqual({ seq: 3, fault: "missing" });
  });

  it("that was written anew from its beginning is whole in itself, but not with an anchor noted before", () => {
    const { audit, tamper } = logOf(4);
    const [, third] = audit.page(2);
    const anchor = { seq: third!.seq, hash: third!.hash };
    expect(audit.verify(anchor).broken).toBeNull();
    tamper("DELETE FROM staff_audit; DELETE FROM sqlite_sequence WHERE name = 'staff_audit'");
    expect(audit.verify(anchor).broken).toEqual({ seq: 1, fault: "missing" });
    for (let n = 1; n <= 4; n++) audit.append({ account: "李四", action: "looked" });
    expect(audit.verify().broken).toBeNull();
    expect(audit.verify(anchor).broken).toEqual({ seq: 3, fault: "not_the_anchor" });
  });
});

describe("appending", () => {
  it("is all that the database lets anyone do", () => {
    const { audit, store } = logOf(3);
    const copied = "SELECT 2, at, account, action, target, detail, previous, hash FROM staff_audit WHERE seq = 3";
    for (const sql of ["UPDATE staff_audit SET account = 'x'", "DELETE FROM staff_audit WHERE seq = 3", `INSERT OR REPLACE INTO staff_audit ${copied}`]) {
      expect(() => store.db.exec(sql)).toThrow("staff_audit: lines are only appended");
    }
    expect(audit.verify()).toMatchObject({ lines: 3, broken: null });
  });

  it("goes with the work it tells of: work that throws leaves no line", () => {
    const { audit } = logOf(1);
    expect(audit.append({ account: "王莉", action: "counted" }, () => 42)).toBe(42);
    expect(() =>
      audit.append({ account: "王莉", action: "failed" }, () => {
        throw new Error("disk full");
      }),
    ).toThrow("disk full");
    expect(audit.page(5).map(({ action }) => action)).toEqual(["counted", "looked"]);
    expect(audit.verify().broken).toBeNull();
  });

  it("by two processes at once keeps one chain", () => {
    const file = join(tempFolder(), "assistant.sqlite");
    const stores = [new Store(file), new Store(file)];
    const logs = stores.map((store) => new Audit(store.db, Date.now));
    for (let n = 0; n < 20; n++) logs[n % 2]!.append({ account: `a${n % 2}`, action: "looked" });
    expect(logs[0]!.verify()).toMatchObject({ lines: 20, broken: null });
    for (const store of stores) store.close();
  });
});

it("a database from before there were staff gets their tables and keeps its turns", () => {
  const file = join(tempFolder(), "assistant.sqlite");
  const step = MIGRATIONS.findIndex((sql) => sql.includes("CREATE TABLE staff_audit"));
  expect(step).toBeGreaterThan(0);
  const old = new Database(file);
  for (const sql of MIGRATIONS.slice(0, step)) old.exec(sql);
  old.pragma(`user_version = ${step}`);
  old.exec("INSERT INTO conversations VALUES ('c1', '2026-01-01T00:00:00.000Z')");
  old.close();
  const store = new Store(file);
  expect(store.hasConversation("c1")).toBe(true);
  const audit = new Audit(store.db, Date.now);
  audit.append({ account: "王莉", action: "sign_in" });
  expect(audit.verify()).toMatchObject({ lines: 1, broken: null });
  expect(store.db.prepare("SELECT count(*) AS n FROM staff_sessions").get()).toEqual({ n: 0 });
  store.close();
});
