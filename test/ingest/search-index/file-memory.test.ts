import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { allocateMemory, LEAD, memoryOf, readWhole } from "../../../ingest/search-index/file-memory.js";
import { sharedTempFolder } from "../../support/temp-folder.js";

const nothing = (): void => {};
const folder = sharedTempFolder();

it.each([0, 1, 1000, (1 << 20) - 1, 1 << 20, 3_000_001, 9_000_000])("a file of %i bytes is read whole, at a multiple of 8", (bytes) => {
  const content = Buffer.alloc(bytes, "集群");
  const path = join(folder, `${bytes}.bin`);
  writeFileSync(path, content);
  const slices: Uint8Array[] = [];
  const read = readWhole(path, (slice) => slices.push(slice));
  expect(Buffer.concat(slices).equals(content)).toBe(true);
  expect(read.equals(content)).toBe(true);
  expect(read.byteOffset % 8).toBe(0);
});

it("a large file lies in a memory of its own behind the lead, a small one does not", () => {
  const path = join(folder, "large.bin");
  writeFileSync(path, Buffer.alloc(1 << 20));
  expect(readWhole(path, nothing).byteOffset).toBe(LEAD);
  expect(memoryOf(readWhole(path, nothing))).toBeInstanceOf(WebAssembly.Memory);
  expect(memoryOf(Buffer.alloc(10))).toBeUndefined();
});

it("memories are apart, and hold as much as was asked for", () => {
  const [one, other] = [allocateMemory(70_000), allocateMemory(70_000)];
  one.data.fill(1);
  expect(one.data).toHaveLength(70_000);
  expect(other.data.every((byte) => byte === 0)).toBe(true);
});

it("a missing file is refused", () => {
  expect(() => readWhole(join(folder, "none.bin"), nothing)).toThrow(/ENOENT/);
});
