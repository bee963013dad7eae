import { parseArgs } from "node:util";
import { killDuringTurns } from "./turn-kills.js";

const { values } = parseArgs({ options: { kills: { type: "string", default: "200" } } });
const report = await killDuringTurns(Number(values.kills), (done) => {
  if (done % 50 === 0) console.log(`${done} kills`);
});
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.faults.length === 0 ? 0 : 1;
