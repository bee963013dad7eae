import { parseArgs } from "node:util";
import { killDuringIngest } from "./kills.js";

const { values } = parseArgs({ options: { kills: { type: "string", default: "1000" } } });
const started = performance.now();
const report = await killDuringIngest(Number(values.kills), (done) => {
  if (done % 100 === 0) console.log(`${done} kills, ${((performance.now() - started) / 1000).toFixed(0)} s`);
});
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.faults.length === 0 && report.leftOver === 0 ? 0 : 1;
