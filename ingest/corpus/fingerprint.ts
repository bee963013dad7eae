import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { FORMAT_VERSION, sha256 } from "../search-index/manifest.js";

/** Drafts that wait for review lie beside what was reviewed; no snapshot is made of them. */
export const UNREVIEWED = ".suggested.yaml";

/** Hash of every file below the folders (names and bytes): tells whether a snapshot is current without building it. */
export function corpusFingerprint(folders: readonly string[]): string {
  const lines = folders.flatMap((folder) =>
    listFiles(folder).map((path) => `${relative(folder, path)} ${sha256(readFileSync(path))}`),
  );
  return sha256(`${FORMAT_VERSION}\n${lines.join("\n")}`);
}

/** Size (bytes) of the files below the folders. */
export function bytesBelow(folders: readonly string[]): number {
  return folders.flatMap(listFiles).reduce((sum, path) => sum + statSync(path).size, 0);
}

function listFiles(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  return found.isFile() ? [path] : listFolder(path);
}

function listFolder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && !name.endsWith(UNREVIEWED))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      // A link may lead to a folder.
      return entry.isSymbolicLink() ? listFiles(path) : entry.isDirectory() ? listFolder(path) : [path];
    });
}
