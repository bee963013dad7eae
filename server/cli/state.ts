import type { Config } from "../config.js";
import type { ServerState } from "../store/backup-manifest.js";

/** What a backup holds: a file that a server keeps and nobody can make anew is one more line here. */
export function stateOf({ databaseFile, staffFile, channelsFile }: Config): ServerState {
  return { databaseFile, files: { "staff.json": staffFile, "channels.yaml": channelsFile } };
}
