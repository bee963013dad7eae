import Database, { type Statement } from "better-sqlite3";
import { K, type Peer, type PeerQuestion } from "./peer.js";

/** SQLite's FTS5 in memory, without a copy of the texts; words are parted by spaces, any may match, its bm25 ranks. */
export class SqliteFts5 implements Peer {
  private readonly database = new Database(":memory:");
  private readonly insert: Statement<[number, string]>;
  private readonly select: Statement<[string, number], { rowid: number }>;
  private count = 0;

  constructor() {
    this.database.exec("CREATE VIRTUAL TABLE passages USING fts5(words, content='', tokenize='unicode61')");
    this.insert = this.database.prepare("INSERT INTO passages(rowid, words) VALUES (?, ?)");
    this.select = this.database.prepare("SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?");
  }

  add(passages: readonly string[]): void {
    this.database.transaction(() => {
      for (const passage of passages) this.insert.run(this.count++, passage);
    })();
  }

  finish(): void {
    this.database.exec("INSERT INTO passages(passages) VALUES ('optimize')");
  }

  search({ words }: PeerQuestion): number[] {
    return this.select.all(words.map((word) => `"${word}"`).join(" OR "), K).map((row) => row.rowid);
  }
}
