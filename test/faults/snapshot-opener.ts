import { SnapshotError } from "../../ingest/errors.js";
import { openSnapshot } from "../../ingest/search-index/snapshot.js";
import { jiebaLoads, lightenJieba } from "./light-jieba.js";

/** Opens the snapshot whenever it is told to, and tells how that went and how often native code has been handed a file so far. */
export interface OpenerOrder {
  snapshotRoot: string;
}
export type OpenerReply = { opened: string | null; refused: string | null; unexpected: string | null; nativeReads: number };

lightenJieba();

process.on("message", ({ snapshotRoot }: OpenerOrder) => process.send!(open(snapshotRoot)));

function open(snapshotRoot: string): OpenerReply {
  const reply: OpenerReply = { opened: null, refused: null, unexpected: null, nativeReads: 0 };
  try {
    reply.opened = openSnapshot(snapshotRoot).manifest.id;
  } catch (error) {
    if (error instanceof SnapshotError) reply.refused = error.message;
    else reply.unexpected = String(error);
  }
  return { ...reply, nativeReads: jiebaLoads.count };
}
