import { describe, expect, it } from "vitest";
import { Engine } from "../../server/chat/engine.js";
import { DEFAULT_PROFILE } from "../../server/llm/profile.js";
import { openRealSnapshot } from "../support/snapshot.js";
import { MODEL_FAULTS, NO_FAULT } from "./model-faults.js";
import { runFault } from "./model-runs.js";

const engine = new Engine(openRealSnapshot());

describe("a chat endpoint that fails", () => {
  it.each(Object.entries(MODEL_FAULTS))("by %s leaves the extractive answer, whole, with word of it, and no connection behind", async (_, script) => {
    expect((await runFault(script, 2, engine)).wrong).toEqual([]);
  });

  it("(the same answer without a fault is told)", async () => {
    expect((await runFault(NO_FAULT, 1, engine, DEFAULT_PROFILE)).wrong.some((wrong) => wrong.startsWith("answered"))).toBe(true);
  });
});
