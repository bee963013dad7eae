import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sharedTempFolder } from "../support/temp-folder.js";
import { ingestBadFiles } from "./file-faults.js";
import { flipEverything } from "./flips.js";
import { killDuringIngest } from "./kills.js";
import { whyNoSmallDisk } from "./small-disk.js";
import { exhaustDescriptors, fillDisk, forbidWriting } from "./storage.js";

/** One of each kind. */
const KINDS_OF_BAD_FILES = 20;

// A small share of what `npm run faults:ingest`, `faults:damage`, `faults:disk` and `faults:files` try.
describe("ingest and publish under faults", () => {
  it("killed at random moments, CURRENT opens and names the old or the new snapshot", async () => {
    const { faults, kills, leftOver } = await killDuringIngest(4);
    expect({ faults, kills, leftOver }).toEqual({ faults: [], kills: 4, leftOver: 0 });
  });

  it("every damage of CURRENT, manifest and files is refused before native code sees it, and the opener stays up", async () => {
    const { tried, refused, faults, nativeReads, stillOpens } = await flipEverything(80, [1]);
    expect(faults).toEqual([]);
    expect(refused).toEqual(tried);
    expect(tried).toMatchObject({ flip: 60, truncation: 20 });
    expect({ nativeReads, stillOpens }).toEqual({ nativeReads: 0, stillOpens: true });
  });

  it("bad files of every kind are refused with a reason in Chinese or read, and the good document beside them is published", async () => {
    const { files, refused, read, faults } = await ingestBadFiles(KINDS_OF_BAD_FILES);
    expect(faults).toEqual([]);
    expect({ files, all: refused + read }).toEqual({ files: KINDS_OF_BAD_FILES, all: KINDS_OF_BAD_FILES });
  });

  it("with too few descriptors it says so in Chinese, and CURRENT stays", async () => {
    const { faults, told } = await exhaustDescriptors(4);
    expect(faults).toEqual([]);
    expect(Object.keys(told)).toEqual([expect.stringContaining("打开的文件太多")]);
  });
});

const folder = sharedTempFolder();
const noSmallDisk = whyNoSmallDisk(join(folder, "probe"));

describe.skipIf(noSmallDisk !== null)(`on a disk of its own${noSmallDisk === null ? "" : ` (skipped: ${noSmallDisk})`}`, () => {
  it("that fills up, ingest says so in Chinese, and CURRENT stays", async () => {
    const { faults, told, published, tried } = await fillDisk(5);
    expect(faults).toEqual([]);
    expect(Object.keys(told)).toEqual([expect.stringContaining("磁盘空间不足")]);
    expect({ tried, some: published > 0 && published < tried }).toEqual({ tried: 5, some: true });
  });

  it("that is read-only, ingest says so in Chinese, and CURRENT stays", async () => {
    const { faults, told, published } = await forbidWriting();
    expect({ faults, published }).toEqual({ faults: [], published: 0 });
    expect(Object.keys(told)).toEqual([expect.stringContaining("只读")]);
  });
});
