import { Engine } from "../../server/chat/engine.js";
import { readConfig } from "../../server/config.js";
import { MODEL_FAULTS } from "./model-faults.js";
import { runFault } from "./model-runs.js";

/** npm run faults:model -- [runs]: every fault of a chat endpoint so many times, on the snapshot that is configured. */
const runs = Number(process.argv[2] ?? 50);
const engine = Engine.open({ ...readConfig(), embedding: null, rerank: null });
let wrong = 0;
for (const [name, script] of Object.entries(MODEL_FAULTS)) {
  const result = await runFault(script, runs, engine);
  wrong += result.wrong.length;
  console.log(`${name}: ${result.runs} turns, ${result.wrong.length} wrong, longest ${Math.round(result.longestMs)} ms${result.wrong.length > 0 ? ` (${result.wrong[0]})` : ""}`);
}
console.log(`${Object.keys(MODEL_FAULTS).length} faults × ${runs}: ${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;
