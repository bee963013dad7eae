import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";

/** A regular file of an archive. */
export interface TarFile {
  path: string;
  content: Buffer;
}

/**
 * The regular files of a .tar.gz, one at a time.
 * @throws Error where the archive is not there, is none, or ends too early
 */
export async function* readTarGz(path: string): AsyncGenerator<TarFile> {
  const file = createReadStream(path);
  const unzip = createGunzip();
  const entries = extract();
  // An error anywhere ends the loop below with it.
  for (const stream of [file, unzip]) stream.on("error", (error: Error) => entries.destroy(error));
  file.pipe(unzip).pipe(entries);
  for await (const entry of entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    if (entry.header.type === "file") yield { path: entry.header.name, content: Buffer.concat(chunks) };
  }
}
