import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes at the start of a memory that belong to no file: room for a question's vector beside the passages'. */
export const LEAD = 1 << 16;
const PAGE = 1 << 16;
/** Smaller files are not worth a memory of their own. */
const LARGE = 1 << 20;
/** What one call reads: it is still in the cache when it is looked at. */
const SLICE = 1 << 22;

const memories = new WeakMap<ArrayBufferLike, WebAssembly.Memory>();

/**
 * Room for so many bytes, up to 4 GiB, after the lead. It comes straight from the system, which fills it a third faster than
 * what Buffer.alloc gives, and SIMD code can work on it where it lies.
 * @throws RangeError where the system has no more
 */
export function allocateMemory(bytes: number): { memory: WebAssembly.Memory; data: Buffer } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((LEAD + bytes) / PAGE) });
  memories.set(memory.buffer, memory);
  return { memory, data: Buffer.from(memory.buffer, LEAD, bytes) };
}

/** The memory that an array lies in, where it is one that was allocated here. */
export function memoryOf(array: ArrayBufferView): WebAssembly.Memory | undefined {
  return memories.get(array.buffer);
}

/**
 * A whole file. Large ones lie in a memory of their own.
 * @param look is shown every slice, in order, as it was read
 * @throws Error of the system, also where the file shrinks meanwhile
 */
export function readWhole(path: string, look: (slice: Uint8Array) => unknown): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = fstatSync(file).size;
    const data = bytes < LARGE ? Buffer.from(new ArrayBuffer(bytes)) : allocateMemory(bytes).data;
    for (let at = 0; at < bytes; ) {
      const read = readSync(file, data, at, Math.min(SLICE, bytes - at), at);
      if (read === 0) throw new Error(`Expected ${bytes} bytes in ${path}, got ${at}`);
      look(data.subarray(at, at + read));
      at += read;
    }
    return data;
  } finally {
    closeSync(file);
  }
}
