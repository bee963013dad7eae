import { Inflate } from "fflate";
import { Unreadable } from "./unreadable.js";

export interface ZipLimits {
  entries: number;
  /** Bytes of one entry, unpacked. */
  entry: number;
  /** Bytes of all entries that are read, unpacked. */
  total: number;
  /** Unpacked to packed bytes, above `ratioFrom` unpacked bytes. Deflate reaches 1,032. */
  ratio: number;
  ratioFrom: number;
}

/** What a ZIP may unfold to. Documents stay far below; a bomb does not. */
export const ZIP_LIMITS: ZipLimits = {
  entries: 20_000,
  entry: 96 * 1024 * 1024,
  total: 192 * 1024 * 1024,
  ratio: 250,
  ratioFrom: 4 * 1024 * 1024,
};

interface Entry {
  name: string;
  method: number;
  encrypted: boolean;
  packed: number;
  size: number;
  /** Where its local header stands. */
  at: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const LONGEST_COMMENT = 0xffff;
const SLICE = 16 * 1024;
const STORED = 0;
const DEFLATED = 8;

/**
 * A ZIP in memory, read by the names of its entries: no name becomes a path. What an entry says of its size is checked before
 * it is unpacked, and again while it is.
 */
export class ZipFile {
  private readonly entries: Map<string, Entry>;
  private unpacked = 0;

  /** @throws Unreadable where the directory of the file is damaged */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly limits: ZipLimits = ZIP_LIMITS,
  ) {
    this.entries = readDirectory(bytes, limits.entries);
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  get names(): string[] {
    return [...this.entries.values()].map(({ name }) => name);
  }

  /** @returns null where there is no such entry. @throws Unreadable */
  read(name: string): Uint8Array | null {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) return null;
    if (entry.encrypted) throw new Unreadable("文件加了密，请去掉密码后再收录");
    const { packed, size } = entry;
    const tooDense = size > this.limits.ratioFrom && size > packed * this.limits.ratio;
    if (size > this.limits.entry || this.unpacked + size > this.limits.total || tooDense) throw bomb();
    const content = this.unpack(entry, this.packedBytes(entry));
    this.unpacked += content.length;
    return content;
  }

  private packedBytes({ at, packed }: Entry): Uint8Array {
    const view = viewOf(this.bytes);
    if (at + 30 > this.bytes.length || view.getUint32(at, true) !== LOCAL_SIGNATURE) throw damaged();
    const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    if (start + packed > this.bytes.length) throw damaged();
    return this.bytes.subarray(start, start + packed);
  }

  private unpack({ method, size }: Entry, packed: Uint8Array): Uint8Array {
    if (method === STORED) return packed;
    if (method !== DEFLATED) throw new Unreadable("压缩方式不认识，请用办公软件重新保存");
    const content = new Uint8Array(size);
    let length = 0;
    const inflate = new Inflate((chunk) => {
      if (length + chunk.length > size) throw bomb();
      content.set(chunk, length);
      length += chunk.length;
    });
    try {
      for (let at = 0; at < packed.length; at += SLICE) inflate.push(packed.subarray(at, at + SLICE), at + SLICE >= packed.length);
    } catch (cause) {
      if (cause instanceof Unreadable) throw cause;
      throw damaged(cause);
    }
    if (length !== size) throw damaged();
    return content;
  }
}

function bomb(): Unreadable {
  return new Unreadable("压缩包里的内容大得不正常（疑似压缩炸弹），没有读取");
}

function damaged(cause?: unknown): Unreadable {
  return new Unreadable("文件不完整或已损坏（压缩结构读不通），请重新下载或另存一份", { cause });
}

/** The directory at the end of the file: names, sizes and where entries begin. */
function readDirectory(bytes: Uint8Array, most: number): Map<string, Entry> {
  const view = viewOf(bytes);
  const end = findEnd(bytes, view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > most) throw bomb();
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll("\\", "/");
    const entry: Entry = {
      name,
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    if (!entries.has(name.toLowerCase())) entries.set(name.toLowerCase(), entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(bytes: Uint8Array, view: DataView): number {
  const least = Math.max(0, bytes.length - 22 - LONGEST_COMMENT);
  for (let at = bytes.length - 22; at >= least; at--) if (view.getUint32(at, true) === END_SIGNATURE) return at;
  throw damaged();
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
