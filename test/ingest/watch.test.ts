import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { watchFolders } from "../../ingest/watch.js";
import { tempFolder } from "../support/temp-folder.js";

/** A watch over a folder, and how its runs are waited for. */
function watched(folder: string, work: () => Promise<void> = async () => undefined) {
  const end = new AbortController();
  let runs = 0;
  let told = (): void => undefined;
  const done = watchFolders([folder], async () => {
    await work();
    runs++;
    told();
  }, end.signal, 20);
  return {
    runs: () => runs,
    untilRuns: async (wanted: number) => {
      while (runs < wanted) await new Promise<void>((resolve) => (told = resolve));
    },
    close: async () => {
      end.abort();
      await done;
    },
  };
}

describe("watchFolders", () => {
  it("runs after a change in a file, in a folder below, and in a folder made meanwhile", async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "documents"));
    const watch = watched(folder);
    writeFileSync(join(folder, "documents/one.txt"), "一");
    await watch.untilRuns(1);
    mkdirSync(join(folder, "documents/new"));
    await watch.untilRuns(2);
    writeFileSync(join(folder, "documents/new/source.txt"), "二");
    await watch.untilRuns(3);
    await watch.close();
  });

  it("takes up in the next run what changes during one", async () => {
    const folder = tempFolder();
    let during = (): void => writeFileSync(join(folder, "two.txt"), "二");
    const watch = watched(folder, async () => {
      during();
      during = () => undefined;
    });
    writeFileSync(join(folder, "one.txt"), "一");
    await watch.untilRuns(2);
    await watch.close();
  });

  it("ends when it is told to, without a run", async () => {
    const watch = watched(tempFolder());
    await watch.close();
    expect(watch.runs()).toBe(0);
  });
});
