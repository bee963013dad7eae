import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignedCopy, float32View, packArrays, uint32View, unpackArrays, type PackedArray } from "../../../ingest/search-index/binary-file.js";

const uint32 = fc.uint32Array({ maxLength: 20 });
const float32 = fc.float32Array({ maxLength: 20 });
const arrays = fc.array(fc.oneof(uint32, float32), { maxLength: 6 });

function read(buffer: Buffer, like: readonly PackedArray[]): PackedArray[] {
  return unpackArrays(buffer).map((range, i) => (like[i] instanceof Uint32Array ? uint32View(buffer, range) : float32View(buffer, range)));
}

describe("a binary file of typed arrays", () => {
  it("gives back what was packed", () => {
    fc.assert(
      fc.property(arrays, (list) => {
        const unpacked = read(packArrays(list), list);
        expect(unpacked).toHaveLength(list.length);
        unpacked.forEach((array, i) => expect([...array]).toEqual([...list[i]!]));
      }),
    );
  });

  it("gives back what was packed from views into larger arrays", () => {
    const view = Uint32Array.of(1, 2, 3, 4).subarray(1, 3);
    const buffer = packArrays([view]);
    expect([...uint32View(buffer, unpackArrays(buffer)[0]!)]).toEqual([2, 3]);
  });

  it("keeps every array at a multiple of 8, so that views need no copy", () => {
    fc.assert(
      fc.property(arrays, (list) => {
        for (const { offset } of unpackArrays(packArrays(list))) expect(offset % 8).toBe(0);
      }),
    );
  });

  it("refuses a file that was cut short or made longer, and says expected and got", () => {
    const buffer = packArrays([Uint32Array.of(1, 2, 3), Float32Array.of(1)]);
    expect(() => unpackArrays(buffer.subarray(0, -8))).toThrow(`Expected a file of ${buffer.length} bytes, got ${buffer.length - 8}`);
    expect(() => unpackArrays(Buffer.concat([buffer, Buffer.alloc(8)]))).toThrow(/Expected a file of/);
    expect(() => unpackArrays(buffer.subarray(0, 3))).toThrow(RangeError);
    expect(() => unpackArrays(Buffer.alloc(0))).toThrow(RangeError);
  });

  it("refuses a damaged count or length with an error, for any four bytes of the header", () => {
    const list = [Uint32Array.of(1, 2, 3), Float32Array.of(1)];
    const intact = packArrays(list);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), fc.nat({ max: 0xffffffff }), (field, value) => {
        const damaged = Buffer.from(intact);
        damaged.writeUInt32LE(value, 4 * field);
        // A count of 3 reads the padding as an array of no length; lengths that round up to the same multiple of 8 fit as well.
        const fits = field === 0 ? value === 2 || value === 3 : Math.ceil(value / 8) === Math.ceil([0, 12, 4][field]! / 8);
        fc.pre(!fits);
        expect(() => unpackArrays(damaged)).toThrow(RangeError);
      }),
    );
  });

  it("copies a buffer that stands at an odd place, and only then", () => {
    const whole = Buffer.from(new ArrayBuffer(32));
    whole.set([1, 2, 3, 4], 4);
    const odd = whole.subarray(4, 16);
    expect(alignedCopy(odd).byteOffset % 8).toBe(0);
    expect(alignedCopy(odd).equals(odd)).toBe(true);
    const even = whole.subarray(8, 16);
    expect(alignedCopy(even)).toBe(even);
  });
});
