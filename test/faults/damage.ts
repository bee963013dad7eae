import { parseArgs } from "node:util";
import { flipEverything } from "./flips.js";

const { values } = parseArgs({ options: { random: { type: "string", default: "10000" } } });
const report = await flipEverything(Number(values.random));
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.faults.length === 0 && report.nativeReads === 0 && report.stillOpens ? 0 : 1;
