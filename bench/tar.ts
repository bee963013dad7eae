import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** A regular file of an archive. */
export interface TarFile {
  path: string;
  content: Buffer;
}

const BLOCK = 512;
/** Fields of a header block (POSIX.1-1988, ustar): offset and end. */
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const TYPE = 156;

/**
 * The regular files of a .tar.gz, one at a time; names longer than 100 bytes come from pax headers.
 * @throws Error where the archive ends inside a file
 */
export async function* readTarGz(path: string): AsyncGenerator<TarFile> {
  const blocks = new BlockReader(createReadStream(path).pipe(createGunzip()));
  let longName: string | null = null;
  for (;;) {
    const header = await blocks.read(BLOCK);
    if (header[0] === 0) return;
    const size = Number.parseInt(text(header, SIZE), 8);
    const content = (await blocks.read(Math.ceil(size / BLOCK) * BLOCK)).subarray(0, size);
    const type = String.fromCharCode(header[TYPE]!);
    if (type === "x") {
      longName = paxPath(content);
    } else {
      if (type === "0" || type === "\0") yield { path: longName ?? text(header, NAME), content };
      longName = null;
    }
  }
}

function text(header: Buffer, [from, to]: readonly [number, number]): string {
  return header.toString("utf8", from, to).replace(/\0.*$/s, "").trim();
}

/** A pax record is "length key=value\n". */
function paxPath(records: Buffer): string | null {
  return /^\d+ path=(.*)$/m.exec(records.toString("utf8"))?.[1] ?? null;
}

/** Hands a stream out in pieces of wanted lengths. */
class BlockReader {
  private readonly chunks: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.chunks = stream[Symbol.asyncIterator]();
  }

  async read(length: number): Promise<Buffer> {
    while (this.held.length < length) {
      const { value, done } = (await this.chunks.next()) as IteratorResult<Buffer, undefined>;
      if (done) throw new Error(`Expected ${length} more bytes of the archive, got ${this.held.length}`);
      this.held = this.held.length === 0 ? value : Buffer.concat([this.held, value]);
    }
    const piece = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    return piece;
  }
}
