/**
 * Several typed arrays in one file: a count, the byte length of each, then the arrays, each at a multiple of 8.
 * Little-endian, as every machine this runs on.
 */

const ALIGN = 8;

export type PackedArray = Uint32Array | Uint16Array | Int8Array | Float32Array;

/** The file in pieces: header, arrays and what fills the gaps. Nothing is copied. */
export function packedPieces(arrays: readonly PackedArray[]): Uint8Array[] {
  const header = Buffer.alloc(align(4 + 4 * arrays.length));
  header.writeUInt32LE(arrays.length, 0);
  arrays.forEach((array, i) => header.writeUInt32LE(array.byteLength, 4 + 4 * i));
  const padded = ({ buffer, byteOffset, byteLength }: PackedArray): Uint8Array[] => [
    new Uint8Array(buffer, byteOffset, byteLength),
    new Uint8Array(align(byteLength) - byteLength),
  ];
  return [header, ...arrays.flatMap(padded)];
}

export function packArrays(arrays: readonly PackedArray[]): Buffer {
  return Buffer.concat(packedPieces(arrays));
}

/** Byte ranges of the packed arrays. @throws RangeError when the lengths do not fit the file. */
export function unpackArrays(buffer: Buffer): { offset: number; length: number }[] {
  const count = buffer.readUInt32LE(0);
  let at = align(4 + 4 * count);
  const ranges = Array.from({ length: count }, (_, i) => {
    const length = buffer.readUInt32LE(4 + 4 * i);
    const range = { offset: at, length };
    at += align(length);
    return range;
  });
  if (at !== buffer.byteLength) throw new RangeError(`Expected a file of ${at} bytes, got ${buffer.byteLength}`);
  return ranges;
}

/** A file read into memory that starts at a multiple of 8, so that views need no copy. */
export function alignedCopy(buffer: Buffer): Buffer {
  if (buffer.byteOffset % ALIGN === 0) return buffer;
  const copy = Buffer.from(new ArrayBuffer(buffer.byteLength));
  buffer.copy(copy);
  return copy;
}

export function uint32View(buffer: Buffer, { offset, length }: { offset: number; length: number }): Uint32Array {
  return new Uint32Array(buffer.buffer, buffer.byteOffset + offset, length / 4);
}

export function uint16View(buffer: Buffer, { offset, length }: { offset: number; length: number }): Uint16Array {
  return new Uint16Array(buffer.buffer, buffer.byteOffset + offset, length / 2);
}

export function int8View(buffer: Buffer, { offset, length }: { offset: number; length: number }): Int8Array {
  return new Int8Array(buffer.buffer, buffer.byteOffset + offset, length);
}

export function float32View(buffer: Buffer, { offset, length }: { offset: number; length: number }): Float32Array {
  return new Float32Array(buffer.buffer, buffer.byteOffset + offset, length / 4);
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGN) * ALIGN;
}
