import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { ZIP_LIMITS, ZipFile } from "../../../ingest/read/zip.js";

const MEGABYTE = 1024 * 1024;

/** Writes a number over the first place in the directory entry and the local header of a ZIP where a field stands. */
function patched(zip: Uint8Array, signature: number, offset: number, value: number): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at++) if (view.getUint32(at, true) === signature) view.setUint32(at + offset, value, true);
  return copy;
}

const DIRECTORY = 0x02014b50;
const SIZE_AT = 24;

describe("ZipFile", () => {
  it("gives entries by name, stored or deflated, without regard to case and slashes", () => {
    const zip = new ZipFile(zipSync({ "a/B.xml": strToU8("甲".repeat(100)), c: [strToU8("乙"), { level: 0 }] }));
    expect(Buffer.from(zip.read("A/b.xml")!).toString()).toBe("甲".repeat(100));
    expect(Buffer.from(zip.read("c")!).toString()).toBe("乙");
    expect(zip.read("d")).toBeNull();
  });

  it("never makes a path of a name", () => {
    const zip = new ZipFile(zipSync({ "../../evil": strToU8("x") }));
    expect(zip.names).toEqual(["../../evil"]);
    expect(zip.read("evil")).toBeNull();
  });

  it("refuses a bomb by what it says of its size, before anything is unpacked", () => {
    const zip = new ZipFile(zipSync({ a: new Uint8Array(20 * MEGABYTE) }));
    expect(() => zip.read("a")).toThrow(/疑似压缩炸弹/);
  });

  it("refuses a bomb that lies of its size, while it is unpacked", () => {
    const zip = new ZipFile(patched(zipSync({ a: new Uint8Array(20 * MEGABYTE) }), DIRECTORY, SIZE_AT, 1000));
    expect(() => zip.read("a")).toThrow(/疑似压缩炸弹/);
  });

  it("refuses entries that are too much together, one that is too big, and too many", () => {
    const bytes = zipSync({ a: [new Uint8Array(700), { level: 0 }], b: [new Uint8Array(300), { level: 0 }], c: [new Uint8Array(1), { level: 0 }] });
    const zip = new ZipFile(bytes, { ...ZIP_LIMITS, total: 1000 });
    expect(zip.read("a")!.length + zip.read("b")!.length).toBe(1000);
    expect(() => zip.read("c")).toThrow(/疑似压缩炸弹/);
    expect(() => new ZipFile(bytes, { ...ZIP_LIMITS, entry: 699 }).read("a")).toThrow(/疑似压缩炸弹/);
    expect(() => new ZipFile(bytes, { ...ZIP_LIMITS, entries: 2 })).toThrow(/疑似压缩炸弹/);
  });

  const whole = zipSync({ a: strToU8("第一条".repeat(300)) });
  it.each([
    ["without an end", whole.subarray(0, whole.length - 10)],
    ["cut off in the middle", whole.subarray(0, 20)],
    ["with an entry that ends early", patched(whole, DIRECTORY, SIZE_AT, 5000)],
    ["with a directory elsewhere", patched(whole, 0x06054b50, 16, 3)],
  ])("tells a file %s to be damaged", (_what, bytes) => {
    expect(() => new ZipFile(bytes).read("a")).toThrow(/不完整或已损坏/);
  });

  it("tells an entry that is encrypted", () => {
    expect(() => new ZipFile(patched(whole, DIRECTORY, 8, 1 | (8 << 16))).read("a")).toThrow(/加了密/);
  });
});
