import { defineConfig } from "vitest/config";
import { PATIENCE_MS } from "./test/support/patience.js";

/** They replace a module, or what all others use of one. */
const ALONE = ["test/server/auth/same-work.test.ts", "test/faults/incremental.test.ts"];

export default defineConfig({
  test: {
    globalSetup: ["test/support/global-setup.ts"],
    // jieba's dictionaries take 280 MB and a second, the application's modules another: two processes, in which all files share
    // what they load. What a file changes of its process it must put back.
    pool: "forks",
    maxWorkers: 2,
    // Against hanging only: many tests start processes, which on a crowded machine take ten times as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: PATIENCE_MS } },
    projects: [
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: "alone", include: ALONE, isolate: true } },
    ],
  },
});
